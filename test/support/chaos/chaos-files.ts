import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sampleBytes } from '../sample-bytes'
import { type Dice, diceFor } from './dice'

/** One file of the test, and what its bytes must be ever after. */
export type ChaosFile = {
  /** Below the folder that is dropped, with '/'. */
  readonly path: string
  /** The last part of it; no two files have the same. */
  readonly name: string
  readonly sizeBytes: number
  readonly sha256: string
}

const KIB = 1024
const MIB = 1024 * KIB
const FOLDERS = ['', 'album', 'album/деталь', '照片/二〇二六', 'a/b/c', "it's 100% & more+"]
const STEMS = ['report', '报告', 'naïve', 'emoji 🚀', 'a+b #1', 'Große Übersicht', "o'neil [x]"]
const EXTENSIONS = ['.txt', '.bin', '.pdf', '.JPG', '.tar.gz']

/** How many of so many files are large, and how large: a few are, however many files there are. */
function sizeOf(index: number, count: number, dice: Dice): number {
  const huge = Math.min(12, Math.ceil(count / 60))
  const middle = Math.min(60, Math.ceil(count / 20))
  // Spread over the whole: the first files are as mixed as the last.
  if (index % Math.ceil(count / huge) === 3) return dice.between(17 * MIB, 40 * MIB)
  if (index % Math.ceil(count / middle) === 7) return dice.between(MIB, 9 * MIB)
  if (index % 25 === 0) return 0
  return Math.floor(300 * KIB * dice.next() ** 2)
}

/**
 * Writes so many files of mixed size and with names of many scripts into sub-folders.
 * @param label part of every name, so that two sets never share one
 */
export async function writeChaosFiles(
  folder: string,
  label: string,
  count: number,
  seed: number,
): Promise<readonly ChaosFile[]> {
  const files: ChaosFile[] = []
  for (let index = 0; index < count; index += 1) {
    const dice = diceFor(seed, 'file', label, index)
    const sizeBytes = sizeOf(index, count, dice)
    const bytes = sampleBytes(sizeBytes, seed + index)
    const name = `${dice.pick(STEMS)} ${label}-${index}${dice.pick(EXTENSIONS)}`.normalize('NFC')
    const path = [dice.pick(FOLDERS), name].filter((part) => part !== '').join('/')
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
    files.push({ path, name, sizeBytes, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
  return files
}

/** SHA-256 of a file or of any bytes that flow, in hex. */
export async function sha256Of(source: string | NodeJS.ReadableStream): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(typeof source === 'string' ? createReadStream(source) : source, hash)
  return hash.digest('hex')
}

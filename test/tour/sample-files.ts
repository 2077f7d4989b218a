import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sampleBytes } from '../support/sample-bytes'

/** A file that the tour sends. */
export type Sample = {
  /** Path below the folder of samples, with `/`. */
  readonly path: string
  /** What the object is called below the directory and the date. */
  readonly key: string
  readonly bytes: Buffer
}

const MIB = 1024 * 1024

/** The first bytes of any JPEG picture: enough to know one by. */
const JPEG_HEAD = Buffer.from('ffd8ffe000104a46494600010100004800480000', 'hex')

/**
 * What people really have: names in several scripts, a file that lost its extension, a folder
 * with folders in it, and one that is large enough to be sent in parts. In the order of the drop.
 */
const SAMPLES: readonly Sample[] = [
  sample('Quarterly report 1+1.pdf', 480_000),
  sample('产品目录 2026.pdf', 260_000),
  sample('Team picnic 🎉.png', 90_000),
  { path: 'photo', key: 'photo.jpg', bytes: Buffer.concat([JPEG_HEAD, sampleBytes(70_000, 4)]) },
  sample('Launch film.mp4', 20 * MIB + 17),
  sample('Workshop/agenda.md', 1_900),
  sample('Workshop/slides/Opening.key', 310_000),
  sample('Workshop/slides/第二天 50%#2.key', 150_000),
]

function sample(path: string, sizeBytes: number): Sample {
  return { path, key: path, bytes: sampleBytes(sizeBytes, sizeBytes) }
}

/** Samples on disk. */
export type SampleFiles = {
  readonly files: readonly Sample[]
  /** What a person would drag: the files at the top, and the folder. Absolute. */
  readonly dropped: readonly string[]
  readonly totalBytes: number
}

/** Writes the samples. @param folder is made if it is not there */
export async function makeSampleFiles(folder: string): Promise<SampleFiles> {
  for (const { path, bytes } of SAMPLES) {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes)
  }
  const tops = new Set(SAMPLES.map(({ path }) => path.split('/')[0] ?? path))
  return {
    files: SAMPLES,
    dropped: [...tops].map((name) => join(folder, name)),
    totalBytes: SAMPLES.reduce((sum, { bytes }) => sum + bytes.length, 0),
  }
}

import { randomFillSync } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchFile } from './job'
import type { Work } from './works'

const CHUNK_BYTES = 4 * 1024 * 1024

/** The files of a work in a folder, with their keys below a prefix; nothing is written. */
export function filesOf(work: Work, folder: string, prefix: string): readonly BenchFile[] {
  return Array.from({ length: work.count }, (_, index) => {
    const name = `file-${String(index + 1).padStart(5, '0')}.bin`
    return { path: join(folder, name), key: `${prefix}/${name}`, sizeBytes: work.sizeBytes }
  })
}

/** Writes files of random bytes, which nothing on the way can make smaller. */
export async function writeFiles(folder: string, files: readonly BenchFile[]): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const chunk = Buffer.alloc(CHUNK_BYTES)
  for (const { path, sizeBytes } of files) {
    const file = await open(path, 'w')
    for (let left = sizeBytes; left > 0; left -= CHUNK_BYTES) {
      await file.write(randomFillSync(chunk), 0, Math.min(left, CHUNK_BYTES))
    }
    await file.close()
  }
}

/** @returns one sentence for each file that does not hold the bytes of its source */
export async function compareFiles(
  sources: readonly BenchFile[],
  targets: readonly BenchFile[],
): Promise<readonly string[]> {
  const problems: string[] = []
  for (const [index, { path, sizeBytes }] of targets.entries()) {
    const source = sources[index]
    const size = await stat(path).then(
      (found) => found.size,
      () => undefined,
    )
    if (size !== sizeBytes) problems.push(`${path}: ${size ?? 'no'} bytes instead of ${sizeBytes}`)
    else if (!source || !(await sameBytes(source.path, path))) problems.push(`${path}: wrong bytes`)
  }
  return problems
}

async function sameBytes(one: string, other: string): Promise<boolean> {
  const files = [await open(one), await open(other)]
  const chunks = files.map(() => Buffer.alloc(CHUNK_BYTES))
  try {
    for (;;) {
      const [a, b] = await Promise.all(
        files.map(async (file, index) => {
          const chunk = chunks[index] ?? Buffer.alloc(0)
          return chunk.subarray(0, (await file.read(chunk)).bytesRead)
        }),
      )
      if (!a || !b || !a.equals(b)) return false
      if (a.length === 0) return true
    }
  } finally {
    for (const file of files) await file.close()
  }
}

import { closeSync, fstatSync, openSync, writeSync } from 'node:fs'
import { open, rename, writeFile } from 'node:fs/promises'

/** A file of lines that only grows while the server runs. */
export type Journal = {
  /**
   * Hands a line to the system. It waits for it, because that takes less time than a turn of the
   * thread pool, and so that state and journal never disagree.
   * @throws when the disk refuses, such as a full one; the line is not written then
   */
  append(line: string): void
  close(): void
}

/** Reads the lines of a journal; none when there is no such file. */
export async function* readJournal(path: string): AsyncGenerator<string> {
  const file = await open(path).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw cause
  })
  if (!file) return
  for await (const line of file.readLines()) if (line !== '') yield line
}

/** Puts a shorter journal in the place of the old one, in one step. */
export async function replaceJournal(path: string, lines: Iterable<string>): Promise<void> {
  const next = `${path}.next`
  await writeFile(next, joined(lines))
  await rename(next, path)
}

function* joined(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`
}

/** Opens a journal for appending. A line starts on a new line, whatever a crash or a full disk left. */
export function openJournal(path: string): Journal {
  const fd = openSync(path, 'a')
  let endsClean = fstatSync(fd).size === 0
  return {
    append(line) {
      let rest = Buffer.from(`${endsClean ? '' : '\n'}${line}\n`)
      endsClean = false
      while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest))
      endsClean = true
    },
    close: () => closeSync(fd),
  }
}

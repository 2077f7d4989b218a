import { type FileHandle, open, rename, writeFile } from 'node:fs/promises'

/** A file of lines that only grows while the server runs. */
export type Journal = {
  /** Resolves when the line is handed to the system. Lines of concurrent calls share one write. */
  append(line: string): Promise<void>
  /** Writes what is waiting and closes the file. */
  close(): Promise<void>
}

type Waiting = {
  readonly line: string
  readonly done: () => void
  readonly failed: (cause: unknown) => void
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

/** Opens a journal for appending. The first line starts on a new line, whatever a crash left. */
export async function openJournal(path: string): Promise<Journal> {
  const file: FileHandle = await open(path, 'a')
  const { size } = await file.stat()
  let waiting: Waiting[] = []
  let writing: Promise<void> | undefined
  if (size > 0) await file.appendFile('\n')

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        await file.appendFile(batch.map(({ line }) => `${line}\n`).join(''))
        for (const { done } of batch) done()
      } catch (cause) {
        for (const { failed } of batch) failed(cause)
      }
    }
    writing = undefined
  }

  return {
    append: (line) =>
      new Promise((done, failed) => {
        waiting.push({ line, done, failed })
        writing ??= write()
      }),
    async close() {
      await writing
      await file.close()
    },
  }
}

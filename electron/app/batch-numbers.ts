import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClassicLevel } from 'classic-level'

/** Where the keys of numbers begin, and where all others do. */
const NUMBERS = '!batch/'
/** The first key that is none of ours. */
export const FIRST_ENTRY = '"'

/** Beside LevelDB's own files, which it leaves alone. */
const MARK_FILE = 'acknowledged'
const MARK = /^(\d{16}) (\d{16})$/

/** Half of them are more than what LevelDB's log of 4 MiB holds: older ones are safe in tables. */
const MOST_NUMBERS = 20_000

/**
 * Tells lost batches. LevelDB skips what it can't check of its log and says nothing, and a log that
 * was cut short looks like one that ended there. So each batch leaves its number among the entries,
 * and a file beside the database tells up to which they were synced: written after that, hence never
 * too high.
 */
export type BatchNumbers = {
  /** Whether all that was acknowledged before is there. */
  readonly isWhole: boolean
  /** The key that the next batch puts; the same again until `written` is called. One at a time. */
  next(): string
  /** The batch is in the database; if it is on disk for good, all so far are missed when they are gone. */
  written(isForGood: boolean): Promise<void>
  close(): Promise<void>
}

/** Reads the numbers of the last start, and begins anew after them. */
export async function openBatchNumbers(
  folder: string,
  level: ClassicLevel<string, string>,
): Promise<BatchNumbers> {
  const file = await openMark(join(folder, MARK_FILE))
  const { from, to } = markOf((await file.readFile('utf8')).trim())
  const found = await level.keys({ gte: keyOf(from + 1), lt: keyOf(Number.MAX_SAFE_INTEGER) }).all()
  // They are in order, and each is there once.
  const isWhole = to === from || found[to - from - 1] === keyOf(to)
  let number = Math.max(to, Number(found.at(-1)?.slice(NUMBERS.length) ?? 0))
  let acknowledged = number
  let first = number

  const writeMark = async () => {
    await file.write(`${padded(first)} ${padded(acknowledged)}`, 0)
  }
  /** Forgets numbers, in this order: an older mark would take it for damage that they are gone. */
  async function forgetTo(last: number): Promise<void> {
    first = last
    await writeMark()
    await file.datasync()
    await level.clear({ gte: NUMBERS, lte: keyOf(last) })
  }
  await forgetTo(number)

  return {
    isWhole,
    next: () => keyOf(number + 1),
    async written(isForGood) {
      number += 1
      if (!isForGood) return
      acknowledged = number
      if (number - first < MOST_NUMBERS) await writeMark()
      else await forgetTo(number - MOST_NUMBERS / 2)
    },
    close: () => file.close(),
  }
}

async function openMark(path: string) {
  return open(path, 'r+').catch(() => open(path, 'w+'))
}

/** A mark that makes no sense tells nothing. */
function markOf(text: string): { readonly from: number; readonly to: number } {
  const [, from = 0, to = 0] = MARK.exec(text) ?? []
  return { from: Number(from), to: Number(to) }
}

function keyOf(number: number): string {
  return NUMBERS + padded(number)
}

function padded(number: number): string {
  return String(number).padStart(16, '0')
}

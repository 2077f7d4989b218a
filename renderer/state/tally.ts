import type { TransferRow, TransferStatus } from '../../shared/transfer'
import { doneBytesOf } from '../../shared/transfer-rules'

/** Sums over rows, kept up to date row by row, so that a header never walks 100,000 of them. */
export interface Tally {
  readonly count: number
  readonly byStatus: Readonly<Record<TransferStatus, number>>
  /** Bytes of the rows whose size is known. */
  readonly sizeBytes: number
  readonly doneBytes: number
  /** Rows whose size is not known yet. */
  readonly unknownSizes: number
  readonly bytesPerSecond: number
}

/** The tally of no rows. */
export const EMPTY_TALLY: Tally = {
  count: 0,
  byStatus: {
    queued: 0,
    preparing: 0,
    running: 0,
    verifying: 0,
    paused: 0,
    done: 0,
    failed: 0,
    cancelled: 0,
    skipped: 0,
  },
  sizeBytes: 0,
  doneBytes: 0,
  unknownSizes: 0,
  bytesPerSecond: 0,
}

/** A tally under construction: owned by one `applyPatch`, handed out read-only afterwards. */
export type OpenTally = {
  -readonly [K in keyof Tally]: Tally[K] extends number ? number : Record<TransferStatus, number>
}

/** A copy that may be added to. */
export function openTally(tally: Tally): OpenTally {
  return { ...tally, byStatus: { ...tally.byStatus } }
}

/**
 * Counts a row in, or out again. Rows that ended without success take their size out of the sums:
 * "80 %" speaks of what is still expected to arrive.
 * @param sign 1 to count in, -1 to count out the same row in the same state
 */
export function countRow(tally: OpenTally, row: TransferRow, sign: 1 | -1): void {
  const { status } = row.state
  tally.count += sign
  tally.byStatus[status] += sign
  if (status === 'failed' || status === 'cancelled' || status === 'skipped') return
  if (row.sizeBytes === undefined) tally.unknownSizes += sign
  else {
    tally.sizeBytes += sign * row.sizeBytes
    tally.doneBytes += sign * Math.min(row.sizeBytes, doneBytesOf(row.state, row.sizeBytes))
  }
  if (row.state.status === 'running') tally.bytesPerSecond += sign * row.state.bytesPerSecond
  // Sums of fractions drift; with nothing running the truth is known.
  if (tally.byStatus.running === 0) tally.bytesPerSecond = 0
}

/** Rows that take a slot of the queue or wait for one. */
export function openCount(tally: Tally): number {
  const { queued, preparing, running, verifying, paused } = tally.byStatus
  return queued + preparing + running + verifying + paused
}

/** Rows that no work changes any more. */
export function endedCount(tally: Tally): number {
  return tally.count - openCount(tally)
}

/**
 * Overall progress, 0 to 1: by bytes where every size is known, else by files.
 * @returns undefined with nothing to do
 */
export function fractionOf(tally: Tally): number | undefined {
  if (tally.count === 0) return undefined
  if (openCount(tally) === 0) return 1
  if (tally.unknownSizes === 0 && tally.sizeBytes > 0) return tally.doneBytes / tally.sizeBytes
  return endedCount(tally) / tally.count
}

/** Seconds until the open rows have arrived at the present speed; undefined when it can't be told. */
export function secondsLeft(tally: Tally): number | undefined {
  if (tally.bytesPerSecond <= 0 || tally.unknownSizes > 0) return undefined
  return (tally.sizeBytes - tally.doneBytes) / tally.bytesPerSecond
}

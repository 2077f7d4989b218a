import type { Direction, TransferRow } from '../../shared/transfer'
import type { Job } from './job'
import type { Selection } from './selections'

/** A slice of jobs after the other. */
export type JobSlices = AsyncIterable<readonly Job[]>

/**
 * The queue of all transfers. It owns the rows; everybody else sees copies. What is done to very
 * many rows is done in slices: commands settle when they have reached every row, and run in turn.
 */
export type TransferQueue = {
  /** Journals the jobs, then lets them run. */
  add(jobs: readonly Job[]): void
  /**
   * Adds jobs as they come, each slice when the last one is on disk. "All" in a command means those
   * to come, too: a cancel calls `stop`, which must end the slices.
   */
  addSlices(direction: Direction, slices: JobSlices, stop: () => void): Promise<void>
  /** Takes over jobs of an earlier start, as they are; nothing is journaled again. */
  restore(slices: JobSlices): Promise<void>
  get(id: string): Job | undefined
  /** Rows of a batch or of a direction, in the order of adding. */
  find(test: (row: TransferRow) => boolean): readonly Job[]
  /** Publishes every row anew, in patches that follow the revision that is returned. */
  retell(): { revision: number; rows: number }
  /** Stops rows and keeps what they have done. */
  pause(selection: Selection): Promise<void>
  resume(selection: Selection): Promise<void>
  /** Stops rows and undoes what they have done. */
  cancel(selection: Selection): Promise<void>
  retry(selection: Selection): Promise<void>
  /** Lets waiting rows run before all others, the first of the selection first. */
  moveToTop(ids: readonly string[]): void
  /** Takes ended rows out of the list. */
  remove(selection: Selection): Promise<void>
  /** Looks for free slots, after the limits have changed. */
  wake(): void
  /**
   * Stops everything, keeps what was done, and waits until nothing runs and all slices that are being
   * added have come to their end; not used afterwards.
   */
  stop(): Promise<void>
}

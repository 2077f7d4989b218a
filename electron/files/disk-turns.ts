/**
 * How far a disk thread is in the tasks that it was given, in memory that both sides see: main can
 * take back those whose turn has not come while the thread is stuck in one before them.
 */
export type DiskTurns = {
  /** Main gives new tasks; the thread has none. */
  give(): void
  /** The thread begins the task of this index. @returns false when it was taken back */
  begin(index: number): boolean
  /** Main takes back what has not begun. @returns how many have */
  takeBack(): number
}

/** The index of no task. */
const NO_MORE = 0x7fffffff

/** Memory for the turns of one thread. */
export function newTurnsMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
}

export function createDiskTurns(memory: SharedArrayBuffer): DiskTurns {
  /** Whose turn is next. */
  const next = new Int32Array(memory)
  return {
    give: () => void Atomics.store(next, 0, 0),
    begin: (index) => Atomics.compareExchange(next, 0, index, index + 1) === index,
    takeBack: () => Atomics.exchange(next, 0, NO_MORE),
  }
}

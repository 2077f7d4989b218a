import type { Steps } from '../../shared/steps'

/** 4 ms: a quarter of a frame, so that sockets, timers and the window get their turn in time. */
const SLICE_MS = 4

/** Lets everything else that waits for the event loop have its turn. */
export function breathe(): Promise<void> {
  return new Promise((resume) => setImmediate(resume))
}

/** Does it a few milliseconds at a time; rejects with what it throws. */
export async function finishInSlices<T>(steps: Steps<T>): Promise<T> {
  const clock = createSliceClock()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (!clock.isOver()) continue
    await breathe()
    clock.restart()
  }
}

/** Says when a slice of work has lasted long enough. */
export type SliceClock = {
  isOver(): boolean
  /** Begins the next slice. */
  restart(): void
}

/** @param nowMs any steady clock in milliseconds */
export function createSliceClock(nowMs: () => number = () => performance.now()): SliceClock {
  let startedAtMs = nowMs()
  return {
    isOver: () => nowMs() - startedAtMs >= SLICE_MS,
    restart() {
      startedAtMs = nowMs()
    },
  }
}

/**
 * Does something with each of very many items, a few milliseconds at a time; the event loop has its
 * turn between. Rejects with what `act` throws, and leaves the rest undone.
 * @param pause waits between two slices for more than the event loop: a journal, say
 */
export async function inSlices<T>(
  items: Iterable<T>,
  act: (item: T) => void,
  pause: () => Promise<unknown> = breathe,
): Promise<void> {
  const clock = createSliceClock()
  for (const item of items) {
    act(item)
    if (!clock.isOver()) continue
    await pause()
    await breathe()
    clock.restart()
  }
}

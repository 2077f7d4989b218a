import type { Steps } from '../../shared/steps'

/** 5 ms: leaves the greater part of a frame to drawing and to the person. */
const SLICE_MS = 5

/**
 * Does it a few milliseconds at a time, so that the window stays smooth.
 * @param isWanted asked between slices
 * @returns undefined when it was not wanted any more
 */
export async function inSlices<T>(
  steps: Steps<T>,
  isWanted: () => boolean,
): Promise<T | undefined> {
  let endMs = performance.now() + SLICE_MS
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() < endMs) continue
    await breathe()
    if (!isWanted()) return undefined
    endMs = performance.now() + SLICE_MS
  }
}

/** Lets the window have its turn; a timer would wait for longer than a slice lasts. */
function breathe(): Promise<void> {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resume()
    }
    port2.postMessage(undefined)
  })
}

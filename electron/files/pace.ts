/**
 * Asked before bytes are moved; answers how many of them may be moved now, at least one and at most
 * as many as wanted. Without a limit the answer comes at once, else after a wait.
 * Rejects with CANCELLED when the signal fires.
 */
export type Pace = (wantedBytes: number, signal: AbortSignal) => number | Promise<number>

/** Waits until all of these bytes may pass, for bytes that are here already. */
export async function passAll(pace: Pace, bytes: number, signal: AbortSignal): Promise<void> {
  for (let left = bytes; left > 0; ) left -= await pace(left, signal)
}

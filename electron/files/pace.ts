/**
 * Asked before bytes are moved; answers how many of them may be moved now, at least one and at most
 * as many as wanted. Without a limit the answer comes at once, else after a wait.
 * Rejects with CANCELLED when the signal fires.
 */
export type Pace = (wantedBytes: number, signal: AbortSignal) => number | Promise<number>

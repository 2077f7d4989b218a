import { AppError } from '../errors/app-error'

/** What must come, in bytes, within so much time that we spend waiting for it. */
export type LeastPace = { readonly bytes: number; readonly withinMs: number }

/**
 * 16 KiB in 5 minutes, 55 bytes a second: no link is that slow. It is a fifth of what each of 30
 * connections gets (10 files, 3 parts) of a modem's 64 kbit/s, and a byte before each stall limit
 * brings 11.
 */
export const LEAST_PACE: LeastPace = { bytes: 16 * 1024, withinMs: 5 * 60_000 }

/** Looks whether what comes is worth waiting for. */
export type PaceWatch = {
  /** Bytes came. With enough of them the time begins anew. */
  came(bytes: number): void
  /** We did nothing but wait for so long. */
  waited(ms: number): void
  /** For how long it may still be waited; 0 when it was too slow. */
  leftMs(): number
  /** @param host who is slow */
  tooSlow(host: string): AppError
}

/** Its clock is that of the caller, who alone knows which time was spent waiting. */
export function createPaceWatch({ bytes, withinMs }: LeastPace): PaceWatch {
  let cameBytes = 0
  let waitedMs = 0
  return {
    came(more) {
      cameBytes += more
      if (cameBytes < bytes) return
      cameBytes = 0
      waitedMs = 0
    },
    waited(ms) {
      waitedMs += ms
    },
    leftMs: () => Math.max(0, withinMs - waitedMs),
    tooSlow: (host) =>
      new AppError(
        'TOO_SLOW',
        { host, limitBytes: bytes, minutes: Math.max(1, Math.round(withinMs / 60_000)) },
        { retry: 'automatic' },
      ),
  }
}

/** 60 s: the slowest of the short calls answer in a few. */
const BASE_MS = 60_000
/** 4 KiB/s: what each of 30 connections gets (10 files, 3 parts each) of a line of 1 Mbit/s. */
const LEAST_BYTES_PER_SECOND = 4 * 1024
/** 1 MiB: listings come without a length, and a page of 1,000 names is rarely longer. */
const UNKNOWN_BYTES = 1024 * 1024

/** The most that a request, or its answer, may take, in milliseconds. @param bytes of its body */
export function totalLimitMs(bytes: number): number {
  return BASE_MS + (bytes / LEAST_BYTES_PER_SECOND) * 1000
}

/** The time that is left to a request. */
export type TotalLimit = {
  /** The answer has begun: from now on it has its own time. @param length `Content-Length` */
  answered(length: string | undefined): void
  end(): void
}

/**
 * Ends a request that never stalls and never ends either: a server that takes or gives a byte now
 * and then. First the request has its time, from now on, then the answer.
 * @param totalMs one limit for both instead
 * @param mayGoOn asked when the time is up: while it is we who are slow, it begins anew
 */
export function limitTotal(
  sizeBytes: number,
  totalMs: number | undefined,
  mayGoOn: () => boolean,
  stop: () => void,
): TotalLimit {
  let timer: NodeJS.Timeout | undefined
  const start = (limitMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (mayGoOn()) start(limitMs)
      else stop()
    }, limitMs)
  }
  start(totalMs ?? totalLimitMs(sizeBytes))
  return {
    answered(length) {
      if (totalMs === undefined) start(totalLimitMs(bytesOf(length)))
    },
    end: () => clearTimeout(timer),
  }
}

function bytesOf(length: string | undefined): number {
  const bytes = Number(length ?? UNKNOWN_BYTES)
  return Number.isFinite(bytes) ? bytes : UNKNOWN_BYTES
}

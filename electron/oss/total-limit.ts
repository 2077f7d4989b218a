import type { ClientRequest, IncomingMessage } from 'node:http'

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

/**
 * Ends a request that never stalls and never ends either: a server that takes or gives a byte now
 * and then. First the request has its time, from the moment it has a connection, then the answer.
 * @param totalMs one limit for both instead
 * @param mayGoOn asked when the time is up: while it is we who are slow, it begins anew
 */
export function limitTotal(
  req: ClientRequest,
  sizeBytes: number,
  totalMs: number | undefined,
  mayGoOn: () => boolean,
  stop: () => void,
): void {
  let timer: NodeJS.Timeout | undefined
  const start = (limitMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (mayGoOn()) start(limitMs)
      else stop()
    }, limitMs)
  }
  const end = () => clearTimeout(timer)
  req.once('socket', () => start(totalMs ?? totalLimitMs(sizeBytes)))
  req.once('response', (res) => {
    if (totalMs === undefined) start(totalLimitMs(lengthOf(res)))
    res.once('close', end)
  })
  req.once('close', end)
}

function lengthOf(res: IncomingMessage): number {
  const length = Number(res.headers['content-length'] ?? UNKNOWN_BYTES)
  return Number.isFinite(length) ? length : UNKNOWN_BYTES
}

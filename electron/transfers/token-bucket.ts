/** How much may pass under one rate: time turns into tokens, one per byte. */
export type Bucket = {
  readonly bytesPerSecond: number
  readonly tokens: number
  readonly atMs: number
}

/** 100 ms: late timers cost no speed, and nobody sees the burst. */
const BURST_MS = 100
/** 25 ms: several transfers take turns within the burst, and a slice of 1 GB/s is no waste. */
const SLICE_MS = 25
/** 1 KiB: 30 connections at 10 KB/s still send something every 3 seconds, so none seems stalled. */
const MIN_SLICE_BYTES = 1024
/** 512 KiB: as much as is read from a file at once. */
const MAX_SLICE_BYTES = 512 * 1024

/** An empty bucket: a new rate gives nothing away. */
export function newBucket(bytesPerSecond: number, nowMs: number): Bucket {
  return { bytesPerSecond, tokens: 0, atMs: nowMs }
}

/** The most that is ever granted in one piece. */
export function sliceOf(bytesPerSecond: number): number {
  const slice = Math.round((bytesPerSecond * SLICE_MS) / 1000)
  return Math.min(MAX_SLICE_BYTES, Math.max(MIN_SLICE_BYTES, slice))
}

/** The most that collects while nobody takes. */
export function burstOf(bytesPerSecond: number): number {
  return Math.max(sliceOf(bytesPerSecond), Math.round((bytesPerSecond * BURST_MS) / 1000))
}

/** The bucket as it is at a later time; a clock that went back adds nothing. */
export function refilled(bucket: Bucket, nowMs: number): Bucket {
  const { bytesPerSecond, tokens, atMs } = bucket
  const earned = (Math.max(0, nowMs - atMs) * bytesPerSecond) / 1000
  return { bytesPerSecond, tokens: Math.min(burstOf(bytesPerSecond), tokens + earned), atMs: nowMs }
}

/** Milliseconds until so many tokens are there; 0 when they are. */
export function msUntil(bucket: Bucket, bytes: number): number {
  const missing = bytes - bucket.tokens
  return missing <= 0 ? 0 : Math.ceil((missing * 1000) / bucket.bytesPerSecond)
}

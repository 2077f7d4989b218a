/** A breaker opens when so many different rows in a row had no answer from a host. */
export const ROWS_TO_OPEN = 3
/** 6 tries over a minute outlast the restart of a server; a host that is gone does not come back. */
export const MAX_PROBES = 6
/** A host that swallows connections costs a time-out per try: 3 of those have to do. */
const SLOW_COUNTS = 2
const FIRST_DELAY_MS = 1_000
const MAX_DELAY_MS = 30_000

/** How one host is doing. */
export type Breaker =
  /** `failed`: rows without an answer since the last sign of life. */
  | { readonly kind: 'closed'; readonly failed: ReadonlySet<string> }
  /** Its rows wait, while one at a time tries. `probe` is under way. */
  | {
      readonly kind: 'open'
      readonly probes: number
      readonly nextTryAtMs: number
      readonly probe?: string
    }
  /** Nobody answered: its rows fail together. */
  | { readonly kind: 'dead' }

export const HEALTHY: Breaker = { kind: 'closed', failed: new Set() }

/**
 * A row had no answer.
 * @param wasSlow it ended by a time-out, and not at once
 * @returns how the host is doing now
 */
export function afterFailure(
  breaker: Breaker,
  row: string,
  nowMs: number,
  wasSlow = false,
): Breaker {
  if (breaker.kind === 'dead') return breaker
  if (breaker.kind === 'closed') {
    const failed = new Set([...breaker.failed, row])
    if (failed.size < ROWS_TO_OPEN) return { kind: 'closed', failed }
    return { kind: 'open', probes: 0, nextTryAtMs: nowMs + FIRST_DELAY_MS }
  }
  // Runs that were under way when it opened say nothing new.
  if (breaker.probe !== row) return breaker
  const probes = breaker.probes + (wasSlow ? SLOW_COUNTS : 1)
  if (probes >= MAX_PROBES) return { kind: 'dead' }
  const delayMs = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** probes)
  return { kind: 'open', probes, nextTryAtMs: nowMs + delayMs }
}

/** The row that tries for all has been chosen. */
export function withProbe(breaker: Breaker, row: string): Breaker {
  return breaker.kind === 'open' ? { ...breaker, probe: row } : breaker
}

/** The row that tried was paused or cancelled: another one may, at once. */
export function withoutProbe(breaker: Breaker, row: string, nowMs: number): Breaker {
  if (breaker.kind !== 'open' || breaker.probe !== row) return breaker
  const { probe: _left, ...rest } = breaker
  return { ...rest, nextTryAtMs: nowMs }
}

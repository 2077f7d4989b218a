import type { LoopDelay, Measurement } from './job'
import { bytesOf, type Work } from './works'

/** What one contestant did with one work, over all rounds. */
export type ContestantResult = {
  readonly name: string
  /** Of the fastest round: on a shared machine noise only ever slows down. */
  readonly wallMs: number
  /** MB (10^6 bytes) per second of large works, files per second of small ones. */
  readonly perSecond: number
  /** Of the fastest round. */
  readonly cpuSeconds?: number
  readonly serverCpuSeconds?: number
  /** The highest of all rounds, and that without what the idle process held. */
  readonly peakRssBytes?: number
  readonly ownRssBytes?: number
  /** The worst of all rounds. */
  readonly loopDelay?: LoopDelay
  readonly rounds: readonly Measurement[]
}

/** One work, done by all. */
export type WorkResult = Work & {
  readonly contestants: readonly ContestantResult[]
  /** How many times as fast as each peer the engine was. */
  readonly ratios: Readonly<Record<string, number>>
  /** Path of the CPU profile, if one was wanted. */
  readonly profile?: string
  readonly problems: readonly string[]
}

/** Sums up rounds. What was not measured is not told. */
export function resultOf(
  work: Work,
  name: string,
  rounds: readonly Measurement[],
): ContestantResult {
  const fastest = rounds.reduce((best, one) => (one.wallMs < best.wallMs ? one : best))
  const amount = work.kind === 'large' ? bytesOf(work) / 1e6 : work.count
  const peak = highest(rounds.map((round) => round.peakRssBytes))
  const own = highest(
    rounds.map(({ peakRssBytes, idleRssBytes }) =>
      peakRssBytes === undefined || idleRssBytes === undefined
        ? undefined
        : peakRssBytes - idleRssBytes,
    ),
  )
  const delays = rounds.flatMap(({ loopDelay }) => loopDelay ?? [])
  return {
    name,
    wallMs: fastest.wallMs,
    perSecond: amount / (fastest.wallMs / 1000),
    ...(fastest.cpuSeconds === undefined ? {} : { cpuSeconds: fastest.cpuSeconds }),
    ...(fastest.serverCpuSeconds === undefined
      ? {}
      : { serverCpuSeconds: fastest.serverCpuSeconds }),
    ...(peak === undefined ? {} : { peakRssBytes: peak }),
    ...(own === undefined ? {} : { ownRssBytes: own }),
    ...(delays.length === 0 ? {} : { loopDelay: worst(delays) }),
    rounds,
  }
}

/** The engine's speed divided by that of each peer. */
export function ratiosOf(contestants: readonly ContestantResult[]): Record<string, number> {
  const engine = contestants.find(({ name }) => name === 'engine')
  if (!engine) return {}
  return Object.fromEntries(
    contestants
      .filter((peer) => peer !== engine)
      .map((peer) => [peer.name, engine.perSecond / peer.perSecond]),
  )
}

function highest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}

function worst(delays: readonly LoopDelay[]): LoopDelay {
  return {
    p50: Math.max(...delays.map(({ p50 }) => p50)),
    p99: Math.max(...delays.map(({ p99 }) => p99)),
    max: Math.max(...delays.map(({ max }) => max)),
  }
}

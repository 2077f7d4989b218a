import { parseOssHost } from '../../shared/oss-hosts'

/** The clock of a server as this computer knows it. */
export type ServerClock = {
  /** The server's clock minus ours, in milliseconds; 0 while unknown. */
  offsetMs(): number
  /**
   * Takes over the time of a server that has refused ours.
   * @param serverMs what its clock said in the moment of the answer
   * @param usedMs the offset that the refused request was signed with
   * @returns true when signing again would be any different
   */
  learn(serverMs: number, usedMs: number): boolean
}

/** A server whose clock is right, for those who need none. */
export const RIGHT_CLOCK: ServerClock = { offsetMs: () => 0, learn: () => false }

/** The clocks of all servers. */
export type ServerClocks = {
  /** @param endpoint with scheme; all of OSS itself shares one clock */
  of(endpoint: string): ServerClock
}

/** 1 min: the service allows 15, so a smaller change can't be why a request was refused. */
const NEWS_MS = 60_000

/**
 * @param now this computer's clock, milliseconds since 1970
 * @param onLearned told when an offset has become known or has changed
 */
export function createServerClocks(deps: {
  now: () => number
  onLearned: (offsetMs: number) => void
}): ServerClocks {
  const offsets = new Map<string, number>()
  return {
    of(endpoint) {
      const { hostname } = new URL(endpoint)
      const name = parseOssHost(hostname) ? 'oss' : hostname
      const offsetMs = () => offsets.get(name) ?? 0
      return {
        offsetMs,
        learn(serverMs, usedMs) {
          const learnedMs = serverMs - deps.now()
          if (Math.abs(learnedMs - usedMs) < NEWS_MS) return false
          // Of several requests that were under way, the first has told already.
          const isNews = Math.abs(learnedMs - offsetMs()) >= NEWS_MS
          offsets.set(name, learnedMs)
          if (isNews) deps.onLearned(learnedMs)
          return true
        },
      }
    },
  }
}

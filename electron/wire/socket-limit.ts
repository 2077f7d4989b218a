/**
 * 64 over all servers: two of them may have all that one may have. A batch at its largest needs 30
 * for each direction, and a home router, or a proxy, keeps its head.
 */
const MOST_SOCKETS = 64

/** A pool as the limit sees it. */
export type SocketUser = {
  /**
   * Since when its next request waits that may have a connection of its own, by the limit's count;
   * undefined when there is none.
   */
  waitingSince(): number | undefined
  /** Opens connections for those that wait, for as many as `take` allows. */
  dial(): void
  idleCount(): number
  /** Closes the one that was used least recently; its place is taken over. */
  closeIdle(): void
}

/**
 * How many connections all pools have together. While one waits there is neither a free place nor an
 * idle connection anywhere; whoever has waited longest, of all pools, gets the next place.
 */
export type SocketLimit = {
  /** Once is enough. */
  join(pool: SocketUser): void
  /** It has no connection, and wants none. */
  leave(pool: SocketUser): void
  /** Counts those who begin to wait: a later one has a higher number. */
  count(): number
  /**
   * Takes a place for one connection, that of an idle one where there is no other.
   * @returns false where all are in use: the pool is told to dial when there is one
   */
  take(): boolean
  /** A connection is gone: its place goes to whoever has waited longest. */
  give(): void
  /** Whether somebody waits who came before `since`: a connection that is free now is not kept. */
  isWanted(since: number): boolean
}

/** @param most connections at the same time */
export function createSocketLimit(most = MOST_SOCKETS): SocketLimit {
  const pools = new Set<SocketUser>()
  let taken = 0
  let counted = 0

  /** Pools are few, and nobody looks before all places are taken. */
  function longestWaiting(before = Number.POSITIVE_INFINITY): SocketUser | undefined {
    let first: SocketUser | undefined
    let firstSince = before
    for (const pool of pools) {
      const since = pool.waitingSince()
      if (since === undefined || since >= firstSince) continue
      first = pool
      firstSince = since
    }
    return first
  }

  function mostIdle(): SocketUser | undefined {
    let found: SocketUser | undefined
    for (const pool of pools) {
      if (pool.idleCount() > (found?.idleCount() ?? 0)) found = pool
    }
    return found
  }

  return {
    join: (pool) => void pools.add(pool),
    leave: (pool) => void pools.delete(pool),
    count() {
      counted += 1
      return counted
    },
    take() {
      if (taken < most) {
        taken += 1
        return true
      }
      const rich = mostIdle()
      rich?.closeIdle()
      return rich !== undefined
    },
    give() {
      taken -= 1
      for (let next = longestWaiting(); next && taken < most; next = longestWaiting()) next.dial()
    },
    isWanted: (since) => taken === most && longestWaiting(since) !== undefined,
  }
}

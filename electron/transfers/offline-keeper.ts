import type { ConnectionWatch } from './connection-watch'
import type { HoldEvent, Keeper } from './holds'
import type { Job } from './job'
import { hostOf, isLoopback } from './job-facts'
import { isUnreachable } from './unreachable'

/** Whether this computer can reach anybody. `asleep`: it is about to sleep, or just awake. */
export type NetworkState = 'online' | 'offline' | 'asleep'

export type NetworkWatch = {
  state(): NetworkState
  onChanged(listener: () => void): void
}

/** A computer that is always online. */
export const ALWAYS_ONLINE: NetworkWatch = { state: () => 'online', onChanged: () => undefined }

const KEY = 'offline'

/**
 * Holds all rows, those under way too, while this computer has no network or sleeps; what goes to
 * this computer itself runs on.
 */
export function createOfflineKeeper(deps: {
  network: NetworkWatch
  connections: ConnectionWatch
  tell: (event: HoldEvent) => void
}): Keeper {
  /** The person knows better (a network that the system does not count): until it changes again. */
  let isOverruled = false
  let wasAway = false
  const isAway = () => deps.network.state() !== 'online' && !isOverruled
  const needsNetwork = (job: Job) => {
    const host = hostOf(job, deps.connections)
    return host !== undefined && !isLoopback(host)
  }

  function look(): void {
    const isNowAway = isAway()
    if (isNowAway === wasAway) return
    wasAway = isNowAway
    deps.tell(isNowAway ? { type: 'started' } : { type: 'released', key: KEY })
  }

  wasAway = isAway()
  deps.network.onChanged(() => {
    if (deps.network.state() === 'online') isOverruled = false
    look()
  })

  return {
    holding: (job) => (wasAway && needsNetwork(job) ? KEY : undefined),
    judge(job, error) {
      if (!isUnreachable(error) || !needsNetwork(job)) return undefined
      // The system may know it before the watch has told.
      look()
      return wasAway ? 'hold' : undefined
    },
    noticeOf: (key, waiting) => (key === KEY ? { about: 'offline', key, waiting } : undefined),
    tryNow(key) {
      if (key !== KEY) return
      isOverruled = true
      look()
    },
  }
}

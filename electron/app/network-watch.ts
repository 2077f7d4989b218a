import type { NetworkState, NetworkWatch } from '../transfers/offline-keeper'

/** 2 s: nobody waits long for the first byte after the cable is back. */
const LOOK_MS = 2_000
/** 3 s: right after waking the system still calls a network its own that is not there yet. */
const WAKING_MS = 3_000

/** The part of Electron's `powerMonitor` that is used. */
export type PowerEvents = {
  on(event: 'suspend' | 'resume', listener: () => void): unknown
}

/**
 * Watches whether this computer has a network and is awake.
 * @param isOnline Electron's `net.isOnline`: "no" is certain, "yes" is likely
 * @param every calls back again and again
 */
export function createNetworkWatch(deps: {
  isOnline: () => boolean
  power: PowerEvents
  now: () => number
  every: (run: () => void, intervalMs: number) => void
}): NetworkWatch {
  const listeners: (() => void)[] = []
  let sleepsUntilMs = 0
  const state = (): NetworkState =>
    deps.now() < sleepsUntilMs ? 'asleep' : deps.isOnline() ? 'online' : 'offline'
  let told = state()

  function look(): void {
    const now = state()
    if (now === told) return
    told = now
    for (const listener of listeners) listener()
  }

  deps.power.on('suspend', () => {
    sleepsUntilMs = Number.POSITIVE_INFINITY
    look()
  })
  deps.power.on('resume', () => {
    sleepsUntilMs = deps.now() + WAKING_MS
    look()
  })
  deps.every(look, LOOK_MS)

  return { state, onChanged: (listener) => void listeners.push(listener) }
}

import { createLane, type Lane } from './lane'
import { createSliceClock, type SliceClock } from './slices'

/**
 * Ids in the order in which they shall run, and apart from them those that are held. A hold that
 * ends costs the same whether it held ten or 100,000: its whole lane comes back at once.
 */
export type WaitingLine = {
  add(id: string): void
  /** Before everybody else; of several, the one that came last is first. */
  addFirst(id: string): void
  drop(id: string): void
  /**
   * The first id that nothing holds, taken out; undefined when nobody may run. Puts aside for a few
   * milliseconds those that are held: `isCutShort` then tells that the rest has not been asked.
   */
  take(): string | undefined
  isCutShort(): boolean
  /** Puts the held ids of a key back in front, in their order. */
  release(key: string): void
  /** Puts the first held id of a key back in front, and gives it; undefined when there is none. */
  releaseOne(key: string): string | undefined
  heldCount(key: string): number
}

export type HoldingRule = {
  /** Key of what keeps an id from running now. Asked when it is its turn. */
  readonly holding: (id: string) => string | undefined
  /** Told when the held ids of a key have become more or fewer. */
  readonly changed: (key: string) => void
  readonly clock?: SliceClock
}

const NOTHING_HELD: HoldingRule = { holding: () => undefined, changed: () => undefined }

/** A first-in, first-out line without doubles, with a fast track. */
export function createWaitingLine(rule: HoldingRule = NOTHING_HELD): WaitingLine {
  /** Held ids that were released wait in lanes of their own, before all that have not run yet. */
  const ready: Lane[] = [createLane()]
  const held = new Map<string, Lane>()
  const { clock = createSliceClock() } = rule
  let cutShort = false

  function dropReady(id: string): void {
    for (const lane of ready) lane.drop(id)
  }

  function dropHeld(id: string): void {
    for (const [key, lane] of held) {
      if (!lane.drop(id)) continue
      if (lane.size() === 0) held.delete(key)
      rule.changed(key)
    }
  }

  function takeAny(): string | undefined {
    while (ready.length > 1 && ready[0]?.size() === 0) ready.shift()
    const id = ready[0]?.first()
    if (id !== undefined) ready[0]?.drop(id)
    return id
  }

  function hold(id: string, key: string): void {
    const lane = held.get(key) ?? createLane()
    held.set(key, lane)
    lane.add(id)
  }

  return {
    add(id) {
      dropHeld(id)
      dropReady(id)
      ready.at(-1)?.add(id)
    },
    addFirst(id) {
      for (const lane of held.values()) {
        if (!lane.has(id)) continue
        lane.addFirst(id)
        return
      }
      dropReady(id)
      ready[0]?.addFirst(id)
    },
    drop(id) {
      dropReady(id)
      dropHeld(id)
    },
    take() {
      const keys = new Set<string>()
      clock.restart()
      cutShort = false
      let id = takeAny()
      for (; id !== undefined; id = takeAny()) {
        const key = rule.holding(id)
        if (key === undefined) break
        hold(id, key)
        keys.add(key)
        cutShort = clock.isOver()
        if (!cutShort) continue
        id = undefined
        break
      }
      for (const key of keys) rule.changed(key)
      return id
    },
    isCutShort: () => cutShort,
    release(key) {
      const lane = held.get(key)
      if (!lane) return
      held.delete(key)
      ready.unshift(lane)
      rule.changed(key)
    },
    releaseOne(key) {
      const id = held.get(key)?.first()
      if (id === undefined) return undefined
      dropHeld(id)
      ready[0]?.addFirst(id)
      return id
    },
    heldCount: (key) => held.get(key)?.size() ?? 0,
  }
}

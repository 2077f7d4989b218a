import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Direction } from '../../../shared/transfer'
import { inSlices } from '../../lib/slices'
import type { TransferMirror } from '../../state/apply-patch'
import { useTransfers } from '../../state/transfers'
import { isNarrowing } from './queue-filter'
import { type LayoutChoice, layoutQueue, layoutSteps, type QueueLayout } from './queue-layout'
import { QUEUE_VIEWS } from './queue-view'

/** Up to here a list is filtered and sorted at once, in a few milliseconds. */
const FEW = 2000
/** A long list that is filtered or sorted is made by looking at every row: not after every change. */
const REST_MS = 500

/** The lines of one list as it is looked at, and whether they are being worked out anew. */
export interface ShownLayout {
  readonly layout: QueueLayout
  readonly isBusy: boolean
}

/** Recomputed when rows come, go or, where that matters, change their state. */
export function useQueueLayout(direction: Direction): ShownLayout {
  const view = QUEUE_VIEWS[direction]
  const filter = useDeferredValue(view((state) => state.filter))
  const order = view((state) => state.order)
  const collapsed = view((state) => state.collapsed)
  const { language } = useTranslation().i18n
  const choice = useMemo(
    () => ({ filter, order, collapsed, language }),
    [filter, order, collapsed, language],
  )
  const isPlain = order.by === 'added' && !isNarrowing(filter)
  const isShort = useTransfers((mirror) => mirror.tallies[direction].count <= FEW)
  const atOnce = isPlain || isShort
  const version = useTransfers((mirror) => versionOf(mirror, choice))
  // `version` stands for the rows, which live in a map that is changed in place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see the line above
  const now = useMemo(
    () => (atOnce ? layoutQueue(useTransfers.getState(), direction, choice) : undefined),
    [atOnce, direction, choice, version],
  )
  const later = useLaterLayout(direction, atOnce ? undefined : choice)
  const fresh = now ?? (later?.choice === choice ? later.layout : undefined)
  const last = useRef(NO_LINES)
  useLayoutEffect(() => {
    if (fresh !== undefined) last.current = fresh
  }, [fresh])
  // Until the new lines are there, those of before stay.
  return { layout: fresh ?? last.current, isBusy: fresh === undefined }
}

const NO_LINES: QueueLayout = { segments: [], length: 0, height: 0 }

/** Moves on with every change that may change the lines. */
function versionOf(mirror: TransferMirror, { filter, order }: LayoutChoice): number {
  return filter.state !== 'all' || order.by === 'state' ? mirror.shape : mirror.members
}

/**
 * The layout of a long list, worked out in slices, and the choice that it is of.
 * @param choice undefined while it is not needed
 */
function useLaterLayout(
  direction: Direction,
  choice: LayoutChoice | undefined,
): { readonly layout: QueueLayout; readonly choice: LayoutChoice } | undefined {
  const [made, setMade] = useState<{ layout: QueueLayout; choice: LayoutChoice }>()
  useEffect(() => {
    if (choice === undefined) return
    let isWanted = true
    let timer: number | undefined
    const make = async (): Promise<void> => {
      const mirror = useTransfers.getState()
      const layout = await inSlices(layoutSteps(mirror, direction, choice), () => isWanted)
      if (layout === undefined || !isWanted) return
      setMade({ layout, choice })
      const again = (): void => {
        const isOld = versionOf(useTransfers.getState(), choice) !== versionOf(mirror, choice)
        if (isOld) void make()
        else timer = window.setTimeout(again, REST_MS)
      }
      timer = window.setTimeout(again, REST_MS)
    }
    void make()
    return () => {
      isWanted = false
      window.clearTimeout(timer)
    }
  }, [direction, choice])
  return made
}

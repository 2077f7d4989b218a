import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { Direction } from '../../../shared/transfer'
import { NO_SELECTION, type Selection } from '../../lib/selection'
import { NO_FILTER, type QueueFilter } from './queue-filter'
import { DEFAULT_ORDER, type QueueOrder } from './queue-order'

/** How one list is looked at. */
export interface QueueView {
  readonly filter: QueueFilter
  readonly order: QueueOrder
  readonly collapsed: ReadonlySet<string>
  readonly selection: Selection
}

type ViewStore = UseBoundStore<StoreApi<QueueView>>

function createView(): ViewStore {
  return create<QueueView>(() => ({
    filter: NO_FILTER,
    order: DEFAULT_ORDER,
    collapsed: new Set(),
    selection: NO_SELECTION,
  }))
}

/** One view per direction; it survives a change of workspace. */
export const QUEUE_VIEWS: Readonly<Record<Direction, ViewStore>> = {
  upload: createView(),
  download: createView(),
}

/** Hides or shows the rows of a batch. */
export function toggleCollapsed(direction: Direction, batchId: string): void {
  QUEUE_VIEWS[direction].setState(({ collapsed }) => {
    const next = new Set(collapsed)
    if (!next.delete(batchId)) next.add(batchId)
    return { collapsed: next }
  })
}

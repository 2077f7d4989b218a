import { create } from 'zustand'
import type { Direction, TransferRow } from '../../shared/transfer'
import { ask, courier } from '../bridge'
import { paced } from '../lib/paced'
import { type Batch, emptyMirror, type TransferMirror } from './apply-patch'
import type { Tally } from './tally'
import { followTransfers } from './transfer-sync'

/** The mirror of the queue. Prefer the narrow hooks below. */
export const useTransfers = create<TransferMirror>(() => emptyMirror())

/** 100 ms: patches come faster while very many rows do, and each would have the window drawn anew. */
const SHOW_INTERVAL_MS = 100

/** Starts to follow the queue. @throws CommandFailed when main does not answer */
export function startTransfers(): Promise<void> {
  return followTransfers({
    subscribe: (listener) => courier.on('transfers.changed', listener),
    follow: () => ask(courier.transfers.follow()),
    publish: paced((mirror) => useTransfers.setState(mirror, true), SHOW_INTERVAL_MS),
  })
}

/** One row; the component that uses it renders again only when this row changes. */
export function useTransferRow(id: string): TransferRow | undefined {
  return useTransfers((mirror) => mirror.rows.get(id))
}

/** One batch with its sums. */
export function useBatch(id: string): Batch | undefined {
  return useTransfers((mirror) => mirror.batches.get(id))
}

/** Whether there is any row of one direction; renders again only when that changes, not with each sum. */
export function useHasRows(direction: Direction): boolean {
  return useTransfers((mirror) => mirror.tallies[direction].count > 0)
}

/** The sums over all rows of one direction. */
export function useTally(direction: Direction): Tally {
  return useTransfers((mirror) => mirror.tallies[direction])
}

import type { TransferRow, TransferStatus } from '../../../shared/transfer'
import { doneBytesOf } from '../../../shared/transfer-rules'

/** What a list can be sorted by; `added` keeps files together that came together. */
export const SORT_KEYS = ['name', 'added', 'state', 'size'] as const
export type SortKey = (typeof SORT_KEYS)[number]

/** How a list is sorted. */
export interface QueueOrder {
  readonly by: SortKey
  /** From Z to A, the largest first, the oldest first, what has arrived first. */
  readonly reversed: boolean
}

/** The newest first. */
export const DEFAULT_ORDER: QueueOrder = { by: 'added', reversed: false }

/** The order after a press on a heading: that key, or the other way round when it is sorted by it. */
export function pressed(order: QueueOrder, by: SortKey): QueueOrder {
  return { by, reversed: order.by === by && !order.reversed }
}

/** What moves stands first, then what waits, what needs the person, and what is over. */
const RANK: Readonly<Record<TransferStatus, number>> = {
  running: 0,
  verifying: 1,
  preparing: 2,
  queued: 3,
  paused: 4,
  failed: 5,
  cancelled: 6,
  skipped: 7,
  done: 8,
}

type Compare = (a: TransferRow, b: TransferRow) => number

/**
 * Compares rows for an order. Rows that are alike in it keep the order of adding, so that the same
 * rows always stand in the same places. Sizes that are not known stand at the end, either way.
 * @param language whose alphabet counts: names in Chinese are sorted as Chinese readers expect
 */
export function compareBy({ by, reversed }: QueueOrder, language: string): Compare {
  const sign = reversed ? -1 : 1
  if (by === 'added') return (a, b) => -sign * (a.addedAtMs - b.addedAtMs) || a.order - b.order
  const compare = COMPARES[by](language, sign)
  return (a, b) => compare(a, b) || a.addedAtMs - b.addedAtMs || a.order - b.order
}

const COMPARES: Readonly<
  Record<Exclude<SortKey, 'added'>, (language: string, sign: 1 | -1) => Compare>
> = {
  name(language, sign) {
    const { compare } = new Intl.Collator(language, { numeric: true })
    return (a, b) => sign * compare(a.name, b.name)
  },
  size: (_, sign) => (a, b) => {
    if (a.sizeBytes === undefined || b.sizeBytes === undefined) {
      return Number(a.sizeBytes === undefined) - Number(b.sizeBytes === undefined)
    }
    return sign * (a.sizeBytes - b.sizeBytes)
  },
  state: (_, sign) => (a, b) =>
    sign * (RANK[a.state.status] - RANK[b.state.status] || fraction(b) - fraction(a)),
}

/** How far a row is, 0 to 1; what is nearly there stands before what has just begun. */
function fraction({ state, sizeBytes }: TransferRow): number {
  return sizeBytes === undefined || sizeBytes === 0 ? 0 : doneBytesOf(state, sizeBytes) / sizeBytes
}

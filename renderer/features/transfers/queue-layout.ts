import { finish, type Steps } from '../../../shared/steps'
import type { Direction, TransferRow } from '../../../shared/transfer'
import { sortSteps } from '../../lib/merge-sort'
import type { TransferMirror } from '../../state/apply-patch'
import { isNarrowing, matcherOf, type QueueFilter } from './queue-filter'
import { compareBy, type QueueOrder } from './queue-order'

/** Pixels. Rows have one height, so that 100,000 of them need no measuring. */
export const ROW_HEIGHT = 72
export const BATCH_HEIGHT = 44

/** One batch of the list: a heading, if it has one, and its rows. */
export interface Segment {
  readonly batchId: string
  /** Index of its first line in the whole list. */
  readonly start: number
  /** Pixels above it. */
  readonly top: number
  readonly hasHeading: boolean
  readonly isCollapsed: boolean
  /** The first `count` are shown here: those of a batch may have grown in place since. */
  readonly rowIds: readonly string[]
  readonly count: number
}

/** The list as lines: cheap to make, since the ids of a batch are used as they are. */
export interface QueueLayout {
  readonly segments: readonly Segment[]
  /** Lines in all, headings included. */
  readonly length: number
  /** Pixels in all. */
  readonly height: number
}

/** How a list is looked at: what decides on its lines. */
export interface LayoutChoice {
  readonly filter: QueueFilter
  readonly order: QueueOrder
  readonly collapsed: ReadonlySet<string>
  /** BCP 47 tag, for names in their alphabetical order. */
  readonly language: string
}

type Rows = Pick<TransferMirror, 'rows' | 'batches' | 'batchOrder'>

/** Rows looked at between two interruptions: well under a millisecond. */
const STEP = 256

/**
 * Lays out one direction, in steps that can be interrupted.
 * In the order of adding by batches, the newest first. A lone file needs no heading above it, except
 * below a batch that has one: it would look like a part of that batch. In any other order all rows
 * stand in one list, without headings.
 */
export function* layoutSteps(
  mirror: Rows,
  direction: Direction,
  { filter, order, collapsed, language }: LayoutChoice,
): Steps<QueueLayout> {
  const narrow = isNarrowing(filter) ? matcherOf(filter) : undefined
  const newestFirst = mirror.batchOrder[direction]
  if (order.by !== 'added') {
    let rows: readonly TransferRow[] = []
    for (const batchId of newestFirst) rows = rows.concat(yield* rowsOf(mirror, batchId, narrow))
    const sorted = yield* sortSteps(rows, compareBy(order, language))
    return flatLayout(sorted.map((row) => row.id))
  }
  const segments: Segment[] = []
  let start = 0
  let top = 0
  for (const batchId of order.reversed ? newestFirst.toReversed() : newestFirst) {
    const all = mirror.batches.get(batchId)?.rowIds ?? []
    const rowIds =
      narrow === undefined ? all : (yield* rowsOf(mirror, batchId, narrow)).map((row) => row.id)
    if (rowIds.length === 0) continue
    const hasHeading = all.length > 1 || (segments.at(-1)?.hasHeading ?? false)
    const isCollapsed = hasHeading && collapsed.has(batchId)
    const count = rowIds.length
    segments.push({ batchId, start, top, hasHeading, isCollapsed, rowIds, count })
    const rows = isCollapsed ? 0 : count
    start += (hasHeading ? 1 : 0) + rows
    top += (hasHeading ? BATCH_HEIGHT : 0) + rows * ROW_HEIGHT
  }
  return { segments, length: start, height: top }
}

/** The same at once. */
export function layoutQueue(mirror: Rows, direction: Direction, choice: LayoutChoice): QueueLayout {
  return finish(layoutSteps(mirror, direction, choice))
}

function* rowsOf(
  mirror: Rows,
  batchId: string,
  narrow: ((row: TransferRow) => boolean) | undefined,
): Steps<readonly TransferRow[]> {
  const found: TransferRow[] = []
  let looked = 0
  for (const id of mirror.batches.get(batchId)?.rowIds ?? []) {
    const row = mirror.rows.get(id)
    if (row !== undefined && (narrow === undefined || narrow(row))) found.push(row)
    looked += 1
    if (looked % STEP === 0) yield
  }
  return found
}

function flatLayout(rowIds: readonly string[]): QueueLayout {
  const count = rowIds.length
  const place = { batchId: '', start: 0, top: 0, hasHeading: false, isCollapsed: false }
  const segments = count === 0 ? [] : [{ ...place, rowIds, count }]
  return { segments, length: count, height: count * ROW_HEIGHT }
}

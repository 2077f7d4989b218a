import type { Direction } from '../../../shared/transfer'
import type { TransferMirror } from '../../state/apply-patch'
import { isNarrowing, matcherOf, type QueueFilter } from './queue-filter'

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
  readonly rowIds: readonly string[]
}

/** The list as lines: cheap to make, since the ids of a batch are used as they are. */
export interface QueueLayout {
  readonly segments: readonly Segment[]
  /** Lines in all, headings included. */
  readonly length: number
  /** Pixels in all. */
  readonly height: number
}

/** What stands at one line. */
export type Line =
  | { readonly kind: 'batch'; readonly batchId: string }
  | { readonly kind: 'row'; readonly id: string }

/**
 * Lays out one direction, the newest batch first. A lone file needs no heading above it, except
 * below a batch that has one: it would look like a part of that batch.
 */
export function layoutQueue(
  mirror: Pick<TransferMirror, 'rows' | 'batches' | 'batchOrder'>,
  direction: Direction,
  filter: QueueFilter,
  collapsed: ReadonlySet<string>,
): QueueLayout {
  const segments: Segment[] = []
  const narrow = isNarrowing(filter) ? matcherOf(filter) : undefined
  let start = 0
  let top = 0
  for (const batchId of mirror.batchOrder[direction]) {
    const all = mirror.batches.get(batchId)?.rowIds ?? []
    const rowIds =
      narrow === undefined
        ? all
        : all.filter((id) => {
            const row = mirror.rows.get(id)
            return row !== undefined && narrow(row)
          })
    if (rowIds.length === 0) continue
    const hasHeading = all.length > 1 || (segments.at(-1)?.hasHeading ?? false)
    const isCollapsed = hasHeading && collapsed.has(batchId)
    segments.push({ batchId, start, top, hasHeading, isCollapsed, rowIds })
    const rows = isCollapsed ? 0 : rowIds.length
    start += (hasHeading ? 1 : 0) + rows
    top += (hasHeading ? BATCH_HEIGHT : 0) + rows * ROW_HEIGHT
  }
  return { segments, length: start, height: top }
}

/** The last segment whose `key` is not above `value`. */
function segmentAt(layout: QueueLayout, key: 'start' | 'top', value: number): Segment | undefined {
  const { segments } = layout
  let low = 0
  let high = segments.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((segments[middle]?.[key] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return segments[low]
}

/** Pixels above a line. */
export function topOf(layout: QueueLayout, index: number): number {
  const segment = segmentAt(layout, 'start', index)
  if (segment === undefined) return 0
  const offset = index - segment.start
  if (!segment.hasHeading) return segment.top + offset * ROW_HEIGHT
  return offset === 0 ? segment.top : segment.top + BATCH_HEIGHT + (offset - 1) * ROW_HEIGHT
}

/** The line at so many pixels from the top; the first or last one outside the list. */
export function indexNear(layout: QueueLayout, pixels: number): number {
  const segment = segmentAt(layout, 'top', Math.max(0, pixels))
  if (segment === undefined) return 0
  const heading = segment.hasHeading ? BATCH_HEIGHT : 0
  const below = Math.max(0, pixels) - segment.top - heading
  const offset = below < 0 ? 0 : Math.floor(below / ROW_HEIGHT) + (segment.hasHeading ? 1 : 0)
  return Math.max(0, Math.min(segment.start + offset, layout.length - 1))
}

/** What stands at a line; undefined outside the list. */
export function lineAt(layout: QueueLayout, index: number): Line | undefined {
  if (index < 0 || index >= layout.length) return undefined
  const segment = segmentAt(layout, 'start', index)
  if (segment === undefined) return undefined
  const offset = index - segment.start - (segment.hasHeading ? 1 : 0)
  if (offset < 0) return { kind: 'batch', batchId: segment.batchId }
  const id = segment.rowIds[offset]
  return id === undefined ? undefined : { kind: 'row', id }
}

/** The line of a row, or of a batch's heading; undefined when it is not shown. */
export function indexOf(layout: QueueLayout, id: string): number | undefined {
  for (const { batchId, start, hasHeading, isCollapsed, rowIds } of layout.segments) {
    if (hasHeading && batchId === id) return start
    const at = isCollapsed ? -1 : rowIds.indexOf(id)
    if (at >= 0) return start + at + (hasHeading ? 1 : 0)
  }
  return undefined
}

/** Ids of the rows from one line to another, both included, in either order. */
export function rowsBetween(layout: QueueLayout, from: number, to: number): readonly string[] {
  const ids: string[] = []
  for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
    const line = lineAt(layout, index)
    if (line?.kind === 'row') ids.push(line.id)
  }
  return ids
}

/** Every row of the layout, those of collapsed batches included. */
export function allRows(layout: QueueLayout): readonly string[] {
  return layout.segments.flatMap(({ rowIds }) => rowIds)
}

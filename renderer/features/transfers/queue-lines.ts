import { BATCH_HEIGHT, type QueueLayout, ROW_HEIGHT, type Segment } from './queue-layout'

/** What stands at one line. */
export type Line =
  | { readonly kind: 'batch'; readonly batchId: string }
  | { readonly kind: 'row'; readonly id: string }

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
  for (const { batchId, start, hasHeading, isCollapsed, rowIds, count } of layout.segments) {
    if (hasHeading && batchId === id) return start
    const at = isCollapsed ? -1 : rowIds.indexOf(id)
    if (at >= 0 && at < count) return start + at + (hasHeading ? 1 : 0)
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
  return layout.segments.flatMap(({ rowIds, count }) => rowIds.slice(0, count))
}

import { useLayoutEffect, useRef } from 'react'
import { assignSlots, inOldOrder, NO_SLOTS } from '../../lib/slots'
import { useAtRest } from '../../lib/use-at-rest'
import type { QueueLayout } from './queue-layout'
import { type Line, lineAt } from './queue-lines'

/** Longer than from one turn of a wheel to the next. */
const REST_MS = 200

/** One line and the element that it has. */
export interface PlacedLine {
  readonly line: Line
  readonly index: number
  /** React's key. */
  readonly key: string
}

/**
 * The lines to be drawn, in the order of their elements. A row that scrolls in takes the element of
 * one that scrolled out, and no element moves: one that is made or moved is laid out anew with all
 * that is in it, and leaves as much garbage. What is read aloud follows the elements, so they are
 * put in order once the list rests.
 * @param last line, included
 */
export function usePlacedLines(
  layout: QueueLayout,
  first: number,
  last: number,
): readonly PlacedLine[] {
  const isAtRest = useAtRest(first, REST_MS)
  const before = useRef(NO_SLOTS)
  const lines = linesOf(layout, first, last)
  const rowIds = lines.flatMap(({ line }) => (line.kind === 'row' ? [line.id] : []))
  const inOrder = assignSlots(before.current, rowIds)
  const slots = isAtRest ? inOrder : inOldOrder(inOrder, before.current)
  useLayoutEffect(() => {
    before.current = slots
  })
  const placed = lines.map(({ line, index }) => ({
    line,
    index,
    key: line.kind === 'batch' ? line.batchId : String(slots.get(line.id)),
  }))
  if (isAtRest) return placed
  const byKey = new Map(placed.map((one) => [one.key, one]))
  const rows = [...slots.values()].flatMap((slot) => byKey.get(String(slot)) ?? [])
  return [...placed.filter(({ line }) => line.kind === 'batch'), ...rows]
}

function linesOf(layout: QueueLayout, first: number, last: number) {
  const lines: { readonly line: Line; readonly index: number }[] = []
  for (let index = first; index <= last; index += 1) {
    const line = lineAt(layout, index)
    if (line !== undefined) lines.push({ line, index })
  }
  return lines
}

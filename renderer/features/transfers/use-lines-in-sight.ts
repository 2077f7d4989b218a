import type { RefObject } from 'react'
import { useSight } from '../../lib/use-sight'
import { type QueueLayout, ROW_HEIGHT } from './queue-layout'
import { indexNear, topOf } from './queue-lines'

/** Pixels that the headings of the columns cover at the top. */
export const HEADS_HEIGHT = 32

/** Lines above and below those in sight, so that a short scroll shows no gap. */
const SPARE = 3

interface LinesInSight {
  /** Of the lines to be drawn, both included; `last` is below `first` when there are none. */
  readonly first: number
  readonly last: number
  /** Scrolls as little as possible until the whole line is in sight. */
  readonly reveal: (index: number) => void
}

/**
 * Which lines of a long list have to be drawn. Worked out from the layout alone: a list of 100,000
 * needs no more memory for it than one of ten.
 */
export function useLinesInSight(
  scroller: RefObject<HTMLElement | null>,
  layout: QueueLayout,
): LinesInSight {
  const { top, height } = useSight(scroller, ROW_HEIGHT, HEADS_HEIGHT)
  return {
    first: Math.max(0, indexNear(layout, top) - SPARE),
    last: height === 0 ? -1 : Math.min(layout.length - 1, indexNear(layout, top + height) + SPARE),
    reveal: (index) => {
      const element = scroller.current
      if (element === null) return
      const lineTop = topOf(layout, index)
      const bottom = index + 1 < layout.length ? topOf(layout, index + 1) : layout.height
      const room = element.clientHeight - HEADS_HEIGHT
      if (lineTop < element.scrollTop) element.scrollTop = lineTop
      else if (bottom > element.scrollTop + room) element.scrollTop = bottom - room
    },
  }
}

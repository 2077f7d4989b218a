import { type RefObject, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { type QueueLayout, ROW_HEIGHT } from './queue-layout'
import { indexNear, topOf } from './queue-lines'

/** Pixels that the headings of the columns cover at the top. */
export const HEADS_HEIGHT = 32

/** Lines above and below those in sight, so that a short scroll shows no gap. */
const SPARE = 3

interface LinesInSight {
  /** Of the lines to be drawn, both included; `last` is below `first` in an empty list. */
  readonly first: number
  readonly last: number
  /** Scrolls as little as possible until the whole line is in sight. */
  readonly reveal: (index: number) => void
}

/** In steps of a row, so that most scroll events change nothing. */
interface Sight {
  readonly top: number
  readonly height: number
}

/**
 * Which lines of a long list have to be drawn. Worked out from the layout alone: a list of 100,000
 * needs no more memory for it than one of ten.
 */
export function useLinesInSight(
  scroller: RefObject<HTMLElement | null>,
  layout: QueueLayout,
): LinesInSight {
  const [sight, setSight] = useState<Sight>({ top: 0, height: 0 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = (): void => setSight((before) => same(before, sightOf(element)))
    // Drawn within the frame of the scroll: later would show a gap for a moment.
    const scrolled = (): void => flushSync(look)
    const resized = new ResizeObserver(look)
    look()
    element.addEventListener('scroll', scrolled, { passive: true })
    resized.observe(element)
    return () => {
      element.removeEventListener('scroll', scrolled)
      resized.disconnect()
    }
  }, [scroller])
  return {
    first: Math.max(0, indexNear(layout, sight.top) - SPARE),
    last: Math.min(layout.length - 1, indexNear(layout, sight.top + sight.height) + SPARE),
    reveal: (index) => {
      const element = scroller.current
      if (element === null) return
      const top = topOf(layout, index)
      const bottom = index + 1 < layout.length ? topOf(layout, index + 1) : layout.height
      if (top < element.scrollTop) element.scrollTop = top
      else if (bottom > element.scrollTop + roomOf(element)) {
        element.scrollTop = bottom - roomOf(element)
      }
    },
  }
}

function sightOf(element: HTMLElement): Sight {
  return {
    top: Math.floor(element.scrollTop / ROW_HEIGHT) * ROW_HEIGHT,
    height: Math.ceil(roomOf(element) / ROW_HEIGHT + 1) * ROW_HEIGHT,
  }
}

function roomOf(element: HTMLElement): number {
  return element.clientHeight - HEADS_HEIGHT
}

function same(before: Sight, now: Sight): Sight {
  return before.top === now.top && before.height === now.height ? before : now
}

import { type RefObject, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** The part of a long list that can be seen, in pixels and in steps of a row. */
export interface Sight {
  readonly top: number
  readonly height: number
}

/** Nothing yet. The room is told by the browser, after a layout that it makes anyway. */
const NO_SIGHT: Sight = { top: 0, height: 0 }

/**
 * Follows what can be seen of a list with rows of one height; in steps of a row, so that most
 * scroll events change nothing. Nothing is measured while the list is made: that would force a
 * layout of all that is new in the window, and the rows would be drawn in the same breath.
 * @param coveredPx of the list's top, by what stays there
 */
export function useSight(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  coveredPx = 0,
): Sight {
  const [sight, setSight] = useState(NO_SIGHT)
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = (): void =>
      setSight((before) => {
        const room = element.clientHeight - coveredPx
        const top = Math.floor(element.scrollTop / rowHeight) * rowHeight
        const height = Math.ceil(room / rowHeight + 1) * rowHeight
        return before.top === top && before.height === height ? before : { top, height }
      })
    // Drawn within the frame of the scroll: later would show a gap for a moment.
    const scrolled = (): void => flushSync(look)
    const resized = new ResizeObserver(look)
    element.addEventListener('scroll', scrolled, { passive: true })
    resized.observe(element)
    return () => {
      element.removeEventListener('scroll', scrolled)
      resized.disconnect()
    }
  }, [scroller, rowHeight, coveredPx])
  return sight
}

/**
 * Which rows of a list of equal rows have to be drawn: `last` is below `first` when none.
 * @param spare rows above and below those in sight, so that a short scroll shows no gap
 */
export function rowsInSight(
  { top, height }: Sight,
  rowHeight: number,
  count: number,
  spare: number,
): { readonly first: number; readonly last: number } {
  if (height === 0) return { first: 0, last: -1 }
  return {
    first: Math.max(0, Math.floor(top / rowHeight) - spare),
    last: Math.min(count, Math.ceil((top + height) / rowHeight) + spare) - 1,
  }
}

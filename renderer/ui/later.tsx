import { type ReactNode, useEffect, useState } from 'react'

interface Props {
  /** Frames after that in which the surroundings are drawn. */
  readonly frames?: number
  readonly children: ReactNode
}

/**
 * Draws its content some frames after what is around it. A screen with very many parts appears in
 * pieces of a frame each, too quickly to be seen, instead of holding up the window for all of them:
 * a deferred value would not do that, because what follows a store is drawn in one piece.
 */
export function Later({ frames = 1, children }: Props) {
  const [left, setLeft] = useState(frames)
  useEffect(() => {
    if (left === 0) return
    const frame = requestAnimationFrame(() => setLeft(left - 1))
    return () => cancelAnimationFrame(frame)
  }, [left])
  return left === 0 ? children : null
}

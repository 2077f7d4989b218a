import { useEffect, useRef, useState } from 'react'

/**
 * A value that follows another at most once per `intervalMs`; with 0 it follows at once. For what is
 * costly to compute from something that changes ten times a second.
 */
export function useThrottled<T>(value: T, intervalMs: number): T {
  const [shown, setShown] = useState(value)
  const lastAt = useRef(0)
  useEffect(() => {
    if (intervalMs === 0) return
    const wait = Math.max(0, lastAt.current + intervalMs - performance.now())
    const timer = window.setTimeout(() => {
      lastAt.current = performance.now()
      setShown(() => value)
    }, wait)
    return () => window.clearTimeout(timer)
  }, [value, intervalMs])
  return intervalMs === 0 ? value : shown
}

import { useEffect, useState } from 'react'

/** Fine enough for "expires in 3 minutes". */
const TICK_MS = 10_000

/** The time of the clock, renewed every few seconds while `isNeeded`. */
export function useNow(isNeeded: boolean): number {
  const [nowMs, setNow] = useState(() => Date.now())
  useEffect(() => {
    setNow(Date.now())
    if (!isNeeded) return
    const timer = window.setInterval(() => setNow(Date.now()), TICK_MS)
    return () => window.clearInterval(timer)
  }, [isNeeded])
  return nowMs
}

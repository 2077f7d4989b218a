import { useEffect, useReducer } from 'react'

/** Draws a component again every second, for a time that counts down. @param isOn false to rest */
export function useEverySecond(isOn: boolean): void {
  const [, draw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    if (!isOn) return
    const timer = window.setInterval(draw, 1000)
    return () => window.clearInterval(timer)
  }, [isOn])
}

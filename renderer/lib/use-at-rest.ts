import { useEffect, useState } from 'react'

/** False from the drawing in which the value is another one, until it has been the same for so long. */
export function useAtRest(value: unknown, restMs: number): boolean {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return Object.is(settled, value)
}

import { type RefObject, useEffect, useRef, useState } from 'react'

interface Opened {
  readonly target: RefObject<HTMLButtonElement | null>
  readonly opened: boolean
  readonly setOpened: (opened: boolean) => void
}

/**
 * For a menu or popover that takes the place of a plain button when that is pressed: a long list
 * then holds buttons alone. It opens as soon as it is there, and its own button has the focus
 * before, so that the focus comes back to it.
 */
export function useOpenedAtOnce(): Opened {
  const target = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    target.current?.focus({ preventScroll: true })
    setOpened(true)
  }, [])
  return { target, opened, setOpened }
}

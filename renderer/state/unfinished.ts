import { create } from 'zustand'

const store = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }))

/** Whether the list of unfinished uploads is open. */
export function useUnfinishedOpen(): boolean {
  return store((state) => state.isOpen)
}

/** Opens the list of unfinished uploads, from wherever it is asked for. */
export function openUnfinished(): void {
  store.setState({ isOpen: true })
}

/** Closes it. */
export function closeUnfinished(): void {
  store.setState({ isOpen: false })
}

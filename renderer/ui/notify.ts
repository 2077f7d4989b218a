import { create } from 'zustand'

/** How a message feels; `danger` stays until it is dismissed. */
export type Tone = 'success' | 'info' | 'warning' | 'danger'

/** A short message at the corner of the window. */
export interface Toast {
  readonly tone: Tone
  readonly title: string
  readonly body?: string
  /** A message takes the place of an earlier one about the same thing; by default of its own title. */
  readonly about?: 'links' | 'queue'
}

/** A message on the screen. */
export interface ShownToast extends Toast {
  readonly id: number
}

/** Long enough to read two short sentences twice. */
const SHOWN_MS = 5000
/** More than this would cover the list. */
const MOST_SHOWN = 3

let lastId = 0

/** The messages on the screen, the newest last. */
export const useToasts = create<{ readonly toasts: readonly ShownToast[] }>(() => ({ toasts: [] }))

/** Takes a message away. */
export function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
}

/** Shows a message; screen readers speak it. Everything but `danger` leaves by itself. */
export function notify(toast: Toast): void {
  lastId += 1
  const id = lastId
  useToasts.setState(({ toasts }) => {
    const others = toasts.filter((shown) => subjectOf(shown) !== subjectOf(toast))
    return { toasts: [...others.slice(1 - MOST_SHOWN), { ...toast, id }] }
  })
  if (toast.tone !== 'danger') window.setTimeout(() => dismiss(id), SHOWN_MS)
}

function subjectOf({ about, title }: Toast): string {
  return about ?? title
}

import { create } from 'zustand'

/** Which dialog about connections is open; `edit` without an id adds one. */
export type ConnectionDialogState =
  | { readonly dialog: 'none' }
  | { readonly dialog: 'edit'; readonly id?: string; readonly at?: 'secret' }
  | { readonly dialog: 'remove'; readonly id: string }

const store = create<{ readonly open: ConnectionDialogState }>(() => ({ open: { dialog: 'none' } }))

/** The dialog that is open. */
export function useConnectionDialog(): ConnectionDialogState {
  return store((state) => state.open)
}

/** Opens the form for a new connection, or with an id for a stored one. */
export function openConnectionForm(id?: string): void {
  store.setState({ open: id === undefined ? { dialog: 'edit' } : { dialog: 'edit', id } })
}

/** Opens the form of a stored connection on its key, which has to be typed anew. */
export function openSecretForm(id: string): void {
  store.setState({ open: { dialog: 'edit', id, at: 'secret' } })
}

/** Asks before a connection is removed. */
export function openConnectionRemoval(id: string): void {
  store.setState({ open: { dialog: 'remove', id } })
}

/** Closes whichever is open. */
export function closeConnectionDialog(): void {
  store.setState({ open: { dialog: 'none' } })
}

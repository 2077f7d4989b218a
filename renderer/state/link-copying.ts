import { create } from 'zustand'
import type { LinkCopying } from '../../shared/link-copying'
import { courier } from '../bridge'

/** How far a copy of very many links is; null while there is none. */
export const useLinkCopying = create<{ readonly progress: LinkCopying | null }>(() => ({
  progress: null,
}))

/** Starts to follow it. Called once. */
export function startLinkCopying(): void {
  courier.on('links.changed', (progress) => useLinkCopying.setState({ progress }))
}

import { create } from 'zustand'

/** How long the next copied links are valid; undefined: as each file was uploaded. */
export const useLinkChoice = create<{ readonly validitySeconds: number | undefined }>(() => ({
  validitySeconds: undefined,
}))

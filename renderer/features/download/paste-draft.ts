import { create } from 'zustand'
import { appendText } from './paste-text'

/** What is in the paste box. Kept here, so that it outlives everything but the window. */
export const usePasteDraft = create<{ readonly text: string }>(() => ({ text: '' }))

/** Replaces the text of the box. */
export function setPasteText(text: string): void {
  usePasteDraft.setState({ text })
}

/** Adds a paste or a drop on lines of its own. */
export function addToPaste(added: string): void {
  usePasteDraft.setState(({ text }) => ({ text: appendText(text, added) }))
}

import { useEffect } from 'react'
import { isEditable } from '../../lib/keyboard'
import { takeDroppedText, useDroppedText, useWorkspace } from '../../state/workspace'
import { addToPaste } from './paste-draft'

/** Brings text into the box that was pasted beside it, or dropped anywhere on the window. */
export function useLoosePaste(): void {
  const isOpen = useWorkspace() === 'download'
  const dropped = useDroppedText()
  useEffect(() => {
    if (dropped === undefined) return
    const text = takeDroppedText()
    if (text !== undefined) addToPaste(text)
  }, [dropped])

  useEffect(() => {
    if (!isOpen) return
    const paste = (event: ClipboardEvent): void => {
      const data = event.clipboardData
      const text = data?.getData('text/plain') ?? ''
      if (data === null || data.files.length > 0 || isEditable(event.target) || text === '') return
      event.preventDefault()
      // The window takes pasted links by itself; here it is text of any kind.
      event.stopPropagation()
      addToPaste(text)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [isOpen])
}

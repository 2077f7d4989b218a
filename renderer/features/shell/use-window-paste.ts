import { useEffect } from 'react'
import { isEditable } from '../../lib/keyboard'
import { offerText } from '../../state/workspace'
import { holdsLink } from './drop-content'
import { useAddFiles } from './use-add-files'

/** Ctrl+V anywhere: files go to Upload, links to Download, and text fields keep what is theirs. */
export function useWindowPaste(): void {
  const addFiles = useAddFiles()
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])]
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (files.length > 0) {
        event.preventDefault()
        addFiles(files)
      } else if (!isEditable(event.target) && holdsLink(text)) {
        event.preventDefault()
        offerText(text)
      }
    }
    window.addEventListener('paste', paste)
    return () => window.removeEventListener('paste', paste)
  }, [addFiles])
}

import { Menu, type WebContents } from 'electron'
import type { wordsOf } from './words'

/**
 * macOS finds copy, paste and quit in the application menu and nowhere else. Elsewhere the keys work
 * without one, and a bar of developer's entries would only be in the way.
 */
export function setApplicationMenu(platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  )
}

/** Cut, copy and paste by the right button: Electron shows none by itself. */
export function addContextMenu(page: WebContents, words: () => ReturnType<typeof wordsOf>): void {
  page.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    const { cut, copy, paste, selectAll } = words()
    if (isEditable) {
      Menu.buildFromTemplate([
        { role: 'cut', label: cut, enabled: editFlags.canCut },
        { role: 'copy', label: copy, enabled: editFlags.canCopy },
        { role: 'paste', label: paste, enabled: editFlags.canPaste },
        { type: 'separator' },
        { role: 'selectAll', label: selectAll },
      ]).popup()
    } else if (selectionText.trim() !== '') {
      Menu.buildFromTemplate([{ role: 'copy', label: copy }]).popup()
    }
  })
}

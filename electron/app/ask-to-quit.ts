import { type BrowserWindow, dialog } from 'electron'
import type { UnderWay } from './quit'
import type { wordsOf } from './words'

/**
 * Asks in a native dialog whether to quit with transfers under way.
 * @param window its parent, while there is one
 */
export async function askToQuit(
  window: BrowserWindow | undefined,
  { transfers, isAdding }: UnderWay,
  words: ReturnType<typeof wordsOf>,
): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: transfers > 0 ? words.quitQuestion(transfers) : words.quitAdding,
    detail: [
      ...(transfers > 0 ? [words.quitDetail] : []),
      ...(isAdding ? [words.quitAddingDetail] : []),
    ].join('\n'),
    buttons: [words.quit, words.stay],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  }
  const { response } = window
    ? await dialog.showMessageBox(window, options)
    : await dialog.showMessageBox(options)
  return response === 0
}

import { type BrowserWindow, dialog } from 'electron'
import type { wordsOf } from './words'

/**
 * Asks in a native dialog whether to quit with transfers under way.
 * @param window its parent, while there is one
 */
export async function askToQuit(
  window: BrowserWindow | undefined,
  count: number,
  words: ReturnType<typeof wordsOf>,
): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: words.quitQuestion(count),
    detail: words.quitDetail,
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

import { dialog } from 'electron'
import type { wordsOf } from './words'

/**
 * Says in a native dialog that there is no room for the app's data: there is no window yet.
 * @param folder as it may be shown
 * @returns true to try again, false to quit
 */
export async function askForRoom(
  folder: string,
  words: ReturnType<typeof wordsOf>,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'OSS Courier',
    message: words.noRoom,
    detail: words.noRoomDetail(folder),
    buttons: [words.tryAgain, words.quit],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

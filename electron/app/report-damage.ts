import { type BrowserWindow, dialog } from 'electron'
import type { wordsOf } from './words'

/**
 * Says that files of the app were damaged and put aside: never a crash, and never silently empty.
 * @param putAside their new names, without folder; nothing is shown when there is none
 */
export async function reportDamage(
  window: BrowserWindow,
  putAside: readonly (string | undefined)[],
  words: ReturnType<typeof wordsOf>,
): Promise<void> {
  const names = putAside.filter((name) => name !== undefined)
  if (names.length === 0) return
  await dialog.showMessageBox(window, {
    type: 'warning',
    message: words.damaged,
    detail: [words.damagedDetail, ...names].join('\n'),
  })
}

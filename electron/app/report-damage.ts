import { type BrowserWindow, dialog } from 'electron'
import type { wordsOf } from './words'

/**
 * Says that files of the app were damaged and put aside, and what of the queue made no sense: never
 * a crash, and never silently empty.
 * @param window its parent, while there is one
 * @param putAside their new names, without folder; nothing is shown when there is nothing to say
 * @param unreadable entries of the queue that are not shown in it
 */
export async function reportDamage(
  window: BrowserWindow | undefined,
  putAside: readonly (string | undefined)[],
  unreadable: number,
  words: ReturnType<typeof wordsOf>,
): Promise<void> {
  const names = putAside.filter((name) => name !== undefined)
  const missing = unreadable > 0 ? [words.unreadable(unreadable)] : []
  if (names.length === 0 && missing.length === 0) return
  const options = {
    type: 'warning' as const,
    message: names.length > 0 ? words.damaged : words.unreadableTitle,
    detail: [...missing, ...(names.length > 0 ? [words.damagedDetail, ...names] : [])].join('\n'),
  }
  await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))
}

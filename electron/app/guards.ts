import type { Session, WebContents } from 'electron'

/**
 * Locks a page in: no navigation, no new window, no embedded page, no permission (camera, position,
 * notifications from script ...). Electron's security checklist, items 5, 12, 13 and 14.
 */
export function lockPage(page: WebContents): void {
  page.setWindowOpenHandler(() => ({ action: 'deny' }))
  page.on('will-navigate', (event) => event.preventDefault())
  page.on('will-redirect', (event) => event.preventDefault())
  page.on('will-attach-webview', (event) => event.preventDefault())
}

/**
 * Keeps a session from fetching dictionaries: Chromium asks Google for them when a session is made,
 * whether or not a page checks spelling. Call it for each session as it is created.
 */
export function fetchNoDictionaries(session: Session): void {
  session.setSpellCheckerEnabled(false)
  // macOS checks by itself and has no list.
  if (process.platform !== 'darwin') session.setSpellCheckerLanguages([])
}

/** Refuses every permission a page could ask for. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_page, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
}

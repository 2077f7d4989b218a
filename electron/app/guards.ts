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

/** Refuses every permission a page could ask for. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_page, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
}

import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import { lockPage } from './guards'
import { PAGE_ORIGIN } from './page-protocol'

/** Small enough for half of a 1440 px screen, large enough for a drop target and a queue. */
const MIN_SIZE = { minWidth: 720, minHeight: 520 }

/**
 * The one window. Shown when its first frame is painted, so that it never flashes white.
 * @param preload absolute path of the bundled preload script
 * @param devServerUrl the page's address in development; the built page is used without it
 */
export function openWindow(preload: string, devServerUrl: string | undefined): BrowserWindow {
  const window = new BrowserWindow({
    width: 1180,
    height: 820,
    ...MIN_SIZE,
    show: false,
    title: 'OSS Courier',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14171c' : '#f7f8fa',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  })
  lockPage(window.webContents)
  window.once('ready-to-show', () => window.show())
  window.loadURL(devServerUrl ?? `${PAGE_ORIGIN}/`)
  return window
}

/** Where the built preload lies, beside the built main. */
export function preloadPath(mainFolder: string): string {
  return join(mainFolder, '..', 'preload', 'preload.cjs')
}

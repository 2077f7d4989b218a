import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import { lockPage } from './guards'
import { PAGE_ORIGIN } from './page-protocol'

/** Small enough for half of a 1440 px screen, large enough for a drop target and a queue. */
const MIN_SIZE = { minWidth: 720, minHeight: 520 }

/**
 * The one window, hidden at first: see `showWhenDrawn`.
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
    backgroundColor: paper(),
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
  window.loadURL(devServerUrl ?? `${PAGE_ORIGIN}/`)
  return window
}

/**
 * Shows the window when its first frame is painted, in the colours that were chosen: it never
 * flashes white.
 * @param themed settles when the theme of the settings is set
 */
export function showWhenDrawn(window: BrowserWindow, themed: Promise<unknown>): void {
  const show = () => {
    if (window.isDestroyed()) return
    window.setBackgroundColor(paper())
    window.show()
  }
  // A start that fails says so by itself.
  window.once('ready-to-show', () => themed.then(show, () => undefined))
}

function paper(): string {
  return nativeTheme.shouldUseDarkColors ? '#14171c' : '#f7f8fa'
}

/** Where the built preload lies, beside the built main. */
export function preloadPath(mainFolder: string): string {
  return join(mainFolder, '..', 'preload', 'preload.cjs')
}

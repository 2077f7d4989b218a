import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, type BrowserWindow, dialog, ipcMain, protocol, session } from 'electron'
import { READY_CHANNEL } from '../shared/ipc/ready'
import { denyPermissions, fetchNoDictionaries } from './app/guards'
import { setApplicationMenu } from './app/menus'
import { createPageHandler, PAGE_ORIGIN, PAGE_SCHEME } from './app/page-protocol'
import { openWindow, preloadPath, showWhenDrawn } from './app/window'

// Start here: the app, step by step. Every step is one line to a module that explains itself.
// This file opens the window and imports little: what answers it (`app/run.ts`) is loaded meanwhile.
const mainFolder = dirname(fileURLToPath(import.meta.url))
const devServerUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
let window: BrowserWindow | undefined

// The page's young generation is kept small: a list that is scrolled makes much garbage that lives a
// moment, and the 16 MiB that V8 takes for each half of it are not given back.
app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=4')
protocol.registerSchemesAsPrivileged([
  { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

// Two instances would share one folder of data: the second shows the first's window and goes.
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('session-created', fetchNoDictionaries)
  app.on('window-all-closed', () => app.quit())
  // Not awaited at the top level: Electron may hold `ready` back until this module has ended.
  app.whenReady().then(start).catch(giveUp)
} else {
  app.exit(0)
}

async function start(): Promise<void> {
  protocol.handle(PAGE_SCHEME, createPageHandler(join(mainFolder, '..', 'renderer')))
  denyPermissions(session.defaultSession)
  setApplicationMenu(process.platform)
  // The page may ask before there is somebody to answer.
  ipcMain.handle(READY_CHANNEL, async () => void (await answering))
  window = openWindow(preloadPath(mainFolder), devServerUrl)
  window.on('closed', () => {
    window = undefined
  })
  const answering = openToPage(window)
  showWhenDrawn(window, answering)
  await (await answering)?.bringBack()
}

/** Loads all that is behind the window. */
async function openToPage(opened: BrowserWindow) {
  const { run } = await import('./app/run')
  return run(opened, devServerUrl ? new URL(devServerUrl).origin : PAGE_ORIGIN)
}

/** A start that fails says so in words; without a window nobody else could. */
async function giveUp(thrown: unknown): Promise<void> {
  console.error(thrown)
  const { earlyWords } = await import('./app/early-words')
  dialog.showErrorBox('OSS Courier', earlyWords().startFailed)
  app.exit(1)
}

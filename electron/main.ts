import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  session,
} from 'electron'
import { isActive } from '../shared/transfer-rules'
import { appInfo } from './app/app-info'
import { askForRoom } from './app/ask-for-room'
import { askToQuit } from './app/ask-to-quit'
import { createDesktop } from './app/desktop'
import { createDisk } from './app/disk'
import { displayPath } from './app/display-path'
import { denyPermissions, fetchNoDictionaries } from './app/guards'
import { createHandlers } from './app/handlers'
import { addContextMenu, setApplicationMenu } from './app/menus'
import { createNetTransport } from './app/net-transport'
import { createNetworkWatch } from './app/network-watch'
import { onceThereIsRoom } from './app/once-there-is-room'
import { openJournal } from './app/open-journal'
import { createPageHandler, PAGE_ORIGIN, PAGE_SCHEME } from './app/page-protocol'
import { guardQuit } from './app/quit'
import { reportDamage } from './app/report-damage'
import { createServices } from './app/services'
import { createSumming } from './app/summing'
import { createWebSessions } from './app/web-sessions'
import { openWindow, preloadPath } from './app/window'
import { wordsOf } from './app/words'
import { createPublisher } from './ipc/publish'
import { registerCommands } from './ipc/register'
import { createSenderCheck } from './ipc/trusted-sender'
import { createSettingsFile } from './settings/settings-store'
import { storedLanguage } from './settings/stored-language'
import { browserName } from './web/browser-name'

// Start here: the app, step by step. Every step is one line to a module that explains itself.
const mainFolder = dirname(fileURLToPath(import.meta.url))
const devServerUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
let window: BrowserWindow | undefined

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

  const page = () => window?.webContents
  const words = () => wordsOf(services.settings.get().language, appInfo(undefined).systemLanguage)
  const userData = app.getPath('userData')
  const open = (name: string) =>
    onceThereIsRoom(
      () => openJournal(join(userData, name), Date.now),
      () => askForRoom(displayPath(userData, homedir()), earlyWords()),
    )
  // One after the other: a full disk is to be told once.
  const journal = await open('journal')
  const begun = journal && (await open('begun-uploads'))
  if (!begun) return app.exit(0)
  const services = createServices({
    userData,
    logs: join(userData, 'logs'),
    safeStorage,
    publish: createPublisher(page),
    journalStore: journal.store,
    summer: await createSumming(),
    disk: createDisk(),
    begunStore: begun.store,
    createWebTransport: (way) =>
      createNetTransport(net.request, {
        session: createWebSessions(session.fromPartition, way),
        login: way.login,
      }),
    userAgent: browserName(app.userAgentFallback, app.getVersion()),
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    network: createNetworkWatch({
      isOnline: () => net.isOnline(),
      power: powerMonitor,
      now: Date.now,
      every: (run, intervalMs) => void setInterval(run, intervalMs),
    }),
    practiceLabel: () => words().practiceBucket,
  })
  const desktop = createDesktop(() => window)
  const { settings, practice, queue, staging, log } = services
  const quitGuard = guardQuit({
    app,
    underWay: () => ({
      transfers: queue.find(({ state }) => isActive(state) || state.status === 'queued').length,
      isAdding: staging.view().adding !== null,
    }),
    ask: (underWay) => askToQuit(window, underWay, words()),
    stop: services.stop,
  })
  powerMonitor.on('shutdown', quitGuard.shuttingDown)

  registerCommands({
    ipcMain,
    isTrusted: createSenderCheck(page, devServerUrl ? new URL(devServerUrl).origin : PAGE_ORIGIN),
    handlers: createHandlers(services, desktop, () => {
      const folder = settings.downloadFolder()
      return appInfo(folder === undefined ? undefined : desktop.displayPath(folder))
    }),
    log,
  })

  nativeTheme.themeSource = settings.get().theme
  settings.onChanged(({ theme }) => {
    nativeTheme.themeSource = theme
    practice.rename().catch(services.reportBug)
  })
  // Not awaited before the window is there: a queue of 100,000 takes some seconds to come back.
  const restored = services.restore()
  restored.catch(() => undefined) // it is awaited below
  await practice.resume().catch((thrown) => log.error('The practice bucket did not start', thrown))
  window = openWindow(preloadPath(mainFolder), devServerUrl)
  addContextMenu(window.webContents, words)
  window.on('close', quitGuard.windowClosing)
  window.on('session-end', quitGuard.shuttingDown)
  window.on('closed', () => {
    window = undefined
  })
  const unreadable = await restored
  if (settings.get().atStart === 'go-on') await services.goOn()
  await reportDamage(
    window,
    [
      journal.putAside,
      begun.putAside,
      services.vault.damagedFile,
      services.network.vault.damagedFile,
    ],
    unreadable,
    words(),
  )
}

/** Words for when there are no settings yet. */
function earlyWords(): ReturnType<typeof wordsOf> {
  const language = storedLanguage(createSettingsFile(app.getPath('userData'), Date.now))
  return wordsOf(language, appInfo(undefined).systemLanguage)
}

/** A start that fails says so in words; without a window nobody else could. */
function giveUp(thrown: unknown): void {
  console.error(thrown)
  dialog.showErrorBox('OSS Courier', earlyWords().startFailed)
  app.exit(1)
}

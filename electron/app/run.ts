import { homedir } from 'node:os'
import { join } from 'node:path'
import {
  app,
  type BrowserWindow,
  ipcMain,
  nativeTheme,
  net,
  powerMonitor,
  safeStorage,
  session,
} from 'electron'
import { isActive } from '../../shared/transfer-rules'
import { createPublisher } from '../ipc/publish'
import { registerCommands } from '../ipc/register'
import { createSenderCheck } from '../ipc/trusted-sender'
import { loadOssClient } from '../oss/load-oss-client'
import { browserName } from '../web/browser-name'
import { appInfo } from './app-info'
import { askForRoom } from './ask-for-room'
import { askToQuit } from './ask-to-quit'
import { catchBugs } from './catch-bugs'
import { createDesktop } from './desktop'
import { createDisk } from './disk'
import { displayPath } from './display-path'
import { earlyWords } from './early-words'
import { createHandlers } from './handlers'
import { addContextMenu } from './menus'
import { createNetTransport } from './net-transport'
import { createNetworkWatch } from './network-watch'
import { onceThereIsRoom } from './once-there-is-room'
import { openJournal } from './open-journal'
import { guardQuit } from './quit'
import { reportDamage } from './report-damage'
import { createServices } from './services'
import { createSumming } from './summing'
import { createWebSessions } from './web-sessions'
import { wordsOf } from './words'

/** By then the window is drawn, and nobody has yet pressed anything that asks OSS. */
const LOAD_MORE_MS = 1000

/**
 * Builds what is behind the window, and opens it to the page: afterwards every command is answered.
 * @param window may be closed at any time
 * @returns `bringBack` gets the queue of the last start back, and goes on with it if that is set;
 * undefined when the app ends, since there is no room for its data
 */
export async function run(window: BrowserWindow, pageOrigin: string) {
  const page = () => (window.isDestroyed() ? undefined : window.webContents)
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
  if (!begun) {
    app.exit(0)
    return undefined
  }
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
  catchBugs(process, services.reportBug)
  const parent = () => (window.isDestroyed() ? undefined : window)
  const desktop = createDesktop(parent)
  const { settings, practice, queue, staging, log } = services
  const quitGuard = guardQuit({
    app,
    underWay: () => ({
      transfers: queue.find(({ state }) => isActive(state) || state.status === 'queued').length,
      isAdding: staging.view().adding !== null,
    }),
    ask: (underWay) => askToQuit(parent(), underWay, words()),
    stop: services.stop,
  })
  powerMonitor.on('shutdown', quitGuard.shuttingDown)

  registerCommands({
    ipcMain,
    isTrusted: createSenderCheck(page, pageOrigin),
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
  if (!window.isDestroyed()) addContextMenu(window.webContents, words)
  window.on('close', quitGuard.windowClosing)
  window.on('session-end', quitGuard.shuttingDown)
  // Not awaited before the page is answered: a queue of 100,000 takes some seconds to come back.
  const restored = services.restore()
  restored.catch(() => undefined) // it is awaited below
  await practice.resume().catch((thrown) => log.error('The practice bucket did not start', thrown))
  setTimeout(() => loadOssClient().catch(services.reportBug), LOAD_MORE_MS)
  return {
    async bringBack(): Promise<void> {
      const unreadable = await restored
      if (settings.get().atStart === 'go-on') await services.goOn()
      await reportDamage(
        parent(),
        [
          journal.putAside,
          begun.putAside,
          services.vault.damagedFile,
          services.network.vault.damagedFile,
        ],
        unreadable,
        words(),
      )
    },
  }
}

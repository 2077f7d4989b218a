import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Result } from '../shared/errors'
import type { CourierBridge } from '../shared/ipc/bridge'
import type { CommandInput, CommandName, CommandOutput, EventName } from '../shared/ipc/contract'
import { READY_CHANNEL } from '../shared/ipc/ready'

/** The DOM's `File`, as far as this file needs it: it only goes on to `webUtils`. */
type DroppedFile = Parameters<typeof webUtils.getPathForFile>[0]

/** The page loads while main does: its first commands wait until there is somebody to answer. */
const ready = ipcRenderer.invoke(READY_CHANNEL)

async function call<C extends CommandName>(name: C, input?: CommandInput<C>) {
  await ready
  return ipcRenderer.invoke(name, input) as Promise<Result<CommandOutput<C>>>
}

/**
 * The page's whole reach: named functions, never a channel. A new command is a line here that the
 * compiler asks for.
 */
const api: CourierBridge<DroppedFile> = {
  app: { info: () => call('app.info') },
  settings: {
    get: () => call('settings.get'),
    update: (patch) => call('settings.update', patch),
  },
  network: {
    keys: () => call('network.keys'),
    setLogin: (login) => call('network.setLogin', login),
    forgetLogin: () => call('network.forgetLogin'),
    addAuthority: () => call('network.addAuthority'),
    removeAuthority: (input) => call('network.removeAuthority', input),
    test: () => call('network.test'),
  },
  connections: {
    list: () => call('connections.list'),
    save: (draft) => call('connections.save', draft),
    remove: (input) => call('connections.remove', input),
    activate: (input) => call('connections.activate', input),
    check: (draft) => call('connections.check', draft),
    usePractice: () => call('connections.usePractice'),
  },
  staging: {
    get: () => call('staging.get'),
    pick: (input) => call('staging.pick', input),
    remove: (input) => call('staging.remove', input),
    clear: () => call('staging.clear'),
    stopAdding: () => call('staging.stopAdding'),
  },
  uploads: { start: (input) => call('uploads.start', input) },
  downloads: {
    chooseFolder: () => call('downloads.chooseFolder'),
    openFolder: () => call('downloads.openFolder'),
    start: (input) => call('downloads.start', input),
  },
  transfers: {
    follow: () => call('transfers.follow'),
    pause: (selection) => call('transfers.pause', selection),
    resume: (selection) => call('transfers.resume', selection),
    moveToTop: (input) => call('transfers.moveToTop', input),
    cancel: (selection) => call('transfers.cancel', selection),
    retry: (selection) => call('transfers.retry', selection),
    remove: (selection) => call('transfers.remove', selection),
    openFile: (input) => call('transfers.openFile', input),
    showInFolder: (input) => call('transfers.showInFolder', input),
  },
  notices: {
    list: () => call('notices.list'),
    act: (input) => call('notices.act', input),
    dismiss: (input) => call('notices.dismiss', input),
  },
  unfinished: {
    list: (input) => call('unfinished.list', input),
    resume: (input) => call('unfinished.resume', input),
    remove: (input) => call('unfinished.remove', input),
  },
  links: {
    copy: (input) => call('links.copy', input),
    cancelCopy: () => call('links.cancelCopy'),
    sign: (input) => call('links.sign', input),
    open: (input) => call('links.open', input),
  },
  clipboard: {
    writeText: (input) => call('clipboard.writeText', input),
    readText: () => call('clipboard.readText'),
  },
  // Paths are made here and sent straight on. A File that page script made has none and is left out.
  stageFiles: (files) => {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
    if (paths.length === 0) return Promise.resolve({ ok: true, value: undefined })
    return call('staging.addPaths', { paths })
  },
  on: (event, listener) => subscribe(event, listener),
}

/** The names the page may listen to; typed so that a new event must be added. */
const EVENT_NAMES: Readonly<Record<EventName, true>> = {
  'settings.changed': true,
  'network.changed': true,
  'connections.changed': true,
  'staging.changed': true,
  'transfers.changed': true,
  'links.changed': true,
  'notices.changed': true,
}

function subscribe(event: EventName, listener: (json: string) => void) {
  if (!Object.hasOwn(EVENT_NAMES, event)) return () => undefined
  // Electron's event object would hand the page an ipcRenderer: only the payload goes on.
  const relay = (_event: unknown, json: string) => listener(json)
  ipcRenderer.on(event, relay)
  return () => {
    ipcRenderer.removeListener(event, relay)
  }
}

contextBridge.exposeInMainWorld('courier', api)

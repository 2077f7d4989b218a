import { randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import type { LinkCopying } from '../../shared/link-copying'
import { splitExtension } from '../../shared/object-key'
import type { Summer } from '../bytes/summer'
import { checkConnection } from '../connections/check'
import { checkAndFollow } from '../connections/check-named'
import { createSafeStorageCipher } from '../connections/cipher'
import { createConnectionFile } from '../connections/connection-store'
import { saveEndpoint } from '../connections/save-endpoint'
import { createVault, type Vault } from '../connections/vault'
import type { Disk } from '../files/disk'
import { expandDrop } from '../files/expand-drop'
import { recognizeExtension } from '../files/recognize'
import type { Publish } from '../ipc/publish'
import { loadOssClient } from '../oss/load-oss-client'
import type { OssCredentials, OssTarget } from '../oss/oss-types'
import { createNetworkFile } from '../settings/network-store'
import { createSettings } from '../settings/settings'
import { createSettingsFile } from '../settings/settings-store'
import { createEngine } from '../transfers/engine'
import type { JournalStore } from '../transfers/journal'
import { hasSecretPart } from '../transfers/journal-entries'
import { createLinkSigner } from '../transfers/links'
import type { NetworkWatch } from '../transfers/offline-keeper'
import { createStagingArea } from '../transfers/staging'
import { createUnfinishedUploads } from '../transfers/unfinished'
import type { WebTransport } from '../web/web-transport'
import { displayPath } from './display-path'
import { createLog } from './log'
import { createNetwork } from './network'
import { createPractice } from './practice'
import { createRedactor } from './redactor'
import type { WebWay } from './web-sessions'

/** What the services need from Electron, as plain values and functions. */
export type Surroundings = {
  readonly userData: string
  readonly logs: string
  readonly safeStorage: SafeStorage
  readonly publish: Publish
  readonly journalStore: JournalStore
  readonly summer: Summer
  readonly disk: Disk
  readonly begunStore: JournalStore
  readonly createWebTransport: (way: WebWay) => WebTransport
  /** Sent with public links, unless the settings have another. */
  readonly userAgent: string
  /** Electron's `session.resolveProxy`: the system's proxies for a URL. */
  readonly resolveProxy: (url: string) => Promise<string>
  readonly network: NetworkWatch
  readonly practiceLabel: () => string
}

export type Services = ReturnType<typeof createServices>

/** Wires everything below the IPC layer; nothing is started here but what a factory must open. */
export function createServices(around: Surroundings) {
  const now = Date.now
  const newId = randomUUID
  const schedule = (run: () => void, delayMs: number) => {
    setTimeout(run, delayMs)
  }

  let knownSecrets: Vault['knownSecrets'] = () => []
  const log = createLog({
    folder: around.logs,
    // Reading a damaged file is logged before there is a vault, which then holds no secret yet.
    redactor: createRedactor(() => knownSecrets()),
  })
  const reportBug = (thrown: unknown) => log.error('A bug was met', thrown)

  const settings = createSettings({ file: createSettingsFile(around.userData, now), log })
  const cipher = createSafeStorageCipher(around.safeStorage)
  const vault: Vault = createVault({
    file: createConnectionFile(around.userData, now),
    cipher,
    newId,
    log,
  })
  const network = createNetwork({
    file: createNetworkFile(around.userData, now),
    cipher,
    settings,
    log,
    publish: around.publish,
    resolveProxy: around.resolveProxy,
    userAgent: around.userAgent,
    now,
  })
  knownSecrets = () => [...vault.knownSecrets(), ...network.vault.knownSecrets()]
  const practice = createPractice({
    folder: join(around.userData, 'practice'),
    vault,
    label: around.practiceLabel,
  })

  const engine = createEngine({
    agents: network.agents,
    linkHeaders: network.linkHeaders,
    secrets: vault,
    connections: vault,
    network: around.network,
    saveEndpoint: (id, endpoint) => saveEndpoint(vault, id, endpoint),
    displayPath: (path) => displayPath(path, homedir()),
    web: around.createWebTransport(network.webWay),
    journalStore: around.journalStore,
    summer: around.summer,
    disk: around.disk,
    begunStore: around.begunStore,
    atOnce: (direction) => settings.get()[direction].atOnce,
    publish: (patch) => around.publish('transfers.changed', patch),
    publishNotices: (notices) => around.publish('notices.changed', [...notices]),
    now,
    schedule,
    log,
    reportBug,
  })
  const { queue, clients, transport, clocks } = engine
  const unfinished = createUnfinishedUploads({
    begun: engine.begun,
    queue,
    clientOf: engine.clientOf,
    hasConnection: (id) => vault.addresses().some((one) => one.id === id),
    now,
    newId,
  })
  const hintAtUnfinished = () => {
    const count = unfinished.countOld()
    if (count === 0) engine.notices.clear('unfinished')
    else engine.notices.show({ about: 'unfinished', key: 'unfinished', count })
  }
  const staging = createStagingArea({
    expand: (paths, signal) => expandDrop(paths, { signal }),
    recognizeExtension,
    hasExtension: (fileName) => splitExtension(fileName).extension !== '',
    now,
    newId,
    publish: (change) => around.publish('staging.changed', change),
    schedule,
  })

  engine.limitSpeed(settings.get())
  settings.onChanged(engine.limitSpeed)
  settings.onChanged((changed) => around.publish('settings.changed', changed))
  vault.onChanged(async () => around.publish('connections.changed', await vault.list()))

  return {
    log,
    reportBug,
    settings,
    vault,
    network,
    practice,
    staging,
    queue,
    notices: engine.notices,
    unfinished,
    hintAtUnfinished,
    links: createLinkSigner({ queue, clients }),
    publishLinkCopying: (progress: LinkCopying | null) => around.publish('links.changed', progress),
    check: async (draft: Parameters<typeof vault.resolveDraft>[0]) => {
      const { fields, secret } = await vault.resolveDraft(draft)
      const createOssClient = await loadOssClient()
      const deps = {
        createClient: (target: OssTarget, given: OssCredentials) =>
          createOssClient(target, given, transport, clocks.of(target.endpoint)),
        now,
        clock: clocks.of(fields.endpoint),
        probe: network.probe,
        directory: settings.get().upload.directory,
      }
      return checkAndFollow((tried) => checkConnection(deps, tried, secret), fields)
    },
    /** Locks a link away for the journal; undefined without a keyring. */
    async sealLink(url: string): Promise<string | undefined> {
      if (!hasSecretPart(url) || !(await cipher.available())) return undefined
      return cipher.encrypt(url)
    },
    goOn: engine.goOn,
    /** Brings back the queue of the last start. @returns how many entries made no sense */
    async restore() {
      const unreadable = await engine.restore((sealed) =>
        cipher.decrypt(sealed).catch(() => undefined),
      )
      hintAtUnfinished()
      return unreadable
    },
    now,
    newId,
    async stop() {
      staging.clear()
      // What was found is in the journal before the app ends.
      staging.endTakenWalks()
      await engine.stop()
      await practice.close()
    },
  }
}

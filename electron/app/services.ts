import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { splitExtension } from '../../shared/object-key'
import { checkConnection } from '../connections/check'
import { createSafeStorageCipher } from '../connections/cipher'
import { createConnectionFile } from '../connections/connection-store'
import { createVault, type Vault } from '../connections/vault'
import { expandDrop } from '../files/expand-drop'
import { createFolderNames } from '../files/folder-names'
import { recognizeExtension } from '../files/recognize'
import { createOpenSource } from '../files/source-file'
import type { Publish } from '../ipc/publish'
import { createAgents } from '../oss/agents'
import { newCrc64 } from '../oss/crc64'
import { createOssClient } from '../oss/oss-client'
import { createTransport } from '../oss/transport'
import { createSettings } from '../settings/settings'
import { createSettingsFile } from '../settings/settings-store'
import { createClients } from '../transfers/clients'
import { createOpenIncoming } from '../transfers/incoming'
import { createJournal, type JournalStore } from '../transfers/journal'
import { hasSecretPart } from '../transfers/journal-entries'
import { createLeftBehind } from '../transfers/left-behind'
import { createLinkSigner } from '../transfers/links'
import { createQueue } from '../transfers/queue'
import { runDownload } from '../transfers/run-download'
import { runUpload } from '../transfers/run-upload'
import { createStagingArea } from '../transfers/staging'
import type { WebTransport } from '../web/web-transport'
import { createLog } from './log'
import { createPractice } from './practice'
import { createRedactor } from './redactor'

/** What the services need from Electron, as plain values and functions. */
export type Surroundings = {
  readonly userData: string
  readonly logs: string
  readonly safeStorage: SafeStorage
  readonly publish: Publish
  readonly journalStore: JournalStore
  readonly webTransport: WebTransport
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
  knownSecrets = vault.knownSecrets
  const practice = createPractice({
    folder: join(around.userData, 'practice'),
    vault,
    label: around.practiceLabel,
  })

  const openSource = createOpenSource(newCrc64)
  const agents = createAgents()
  const transport = createTransport(agents)
  const clockOffsetMs = () => 0
  const clients = createClients({ secrets: vault, transport, clockOffsetMs })
  const staging = createStagingArea({
    expand: (paths, signal) => expandDrop(paths, { signal }),
    recognizeExtension,
    hasExtension: (fileName) => splitExtension(fileName).extension !== '',
    now,
    newId,
    publish: (view) => around.publish('staging.changed', view),
    schedule,
  })
  const openIncoming = createOpenIncoming({ clients, web: around.webTransport })
  const names = createFolderNames()
  const leftBehind = createLeftBehind({ clientOf: clients.of, warn: log.warn })
  const journal = createJournal({
    store: around.journalStore,
    schedule,
    onFailure: (thrown) => log.error('The queue could not be written down', thrown),
  })
  const queue = createQueue({
    run: (job, context) =>
      job.task.direction === 'upload'
        ? runUpload({ openSource, clientOf: clients.of }, job.task, context)
        : runDownload(
            { open: openIncoming, names, keptBytes: leftBehind.keptBytes },
            job.row,
            job.task,
            context,
          ),
    journal,
    discard: leftBehind.discard,
    atOnce: (direction) => settings.get()[direction].atOnce,
    publish: (patch) => around.publish('transfers.changed', patch),
    now,
    random: Math.random,
    schedule,
    reportBug,
  })

  settings.onChanged((changed) => around.publish('settings.changed', changed))
  vault.onChanged(async () => around.publish('connections.changed', await vault.list()))

  return {
    log,
    reportBug,
    settings,
    vault,
    practice,
    staging,
    queue,
    links: createLinkSigner({ queue, clients, now }),
    check: async (draft: Parameters<typeof vault.resolveDraft>[0]) => {
      const { fields, secret } = await vault.resolveDraft(draft)
      return checkConnection(
        {
          createClient: (target, given) => createOssClient(target, given, transport),
          now,
          directory: settings.get().upload.directory,
        },
        fields,
        secret,
      )
    },
    /** Locks a link away for the journal; undefined without a keyring. */
    async sealLink(url: string): Promise<string | undefined> {
      if (!hasSecretPart(url) || !(await cipher.available())) return undefined
      return cipher.encrypt(url)
    },
    /** Brings back the queue of the last start. Unfinished rows are paused. */
    async restore(): Promise<void> {
      const { jobs, unreadable } = await journal.load((sealed) =>
        cipher.decrypt(sealed).catch(() => undefined),
      )
      if (unreadable > 0) log.warn('Some entries of the queue could not be read', { unreadable })
      queue.restore(jobs)
    },
    now,
    newId,
    async stop() {
      staging.clear()
      await queue.stop()
      await journal.close()
      await practice.close()
      agents.close()
    },
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJournal } from '../../electron/app/open-journal'
import { createLocalSummer } from '../../electron/bytes/summer'
import { createByteTools } from '../../electron/bytes/tools'
import { createFolderNames } from '../../electron/files/folder-names'
import { createLocalDisk } from '../../electron/files/local-disk'
import { createOpenUpload } from '../../electron/files/open-upload'
import type { OssClient } from '../../electron/oss/oss-types'
import type { Clients } from '../../electron/transfers/clients'
import { createOpenIncoming } from '../../electron/transfers/incoming'
import { newJob } from '../../electron/transfers/job'
import { createJournal } from '../../electron/transfers/journal'
import { createLeftBehind } from '../../electron/transfers/left-behind'
import type { TransferQueue } from '../../electron/transfers/queue'
import { runDownload } from '../../electron/transfers/run-download'
import { runUpload } from '../../electron/transfers/run-upload'
import { createFaultScript, type FaultScript } from './faults'
import { nodeWebTransport } from './node-web-transport'
import { courierClient } from './oss'
import { type PracticeRig, startPracticeRig } from './practice'
import { createTestQueue } from './test-queue'

/** Starts of the app, one after the other, on one journal: the queue without its window. */
export type SessionRig = {
  readonly practice: PracticeRig
  readonly faults: FaultScript
  readonly client: OssClient
  readonly folder: string
  /** Starts on the journal that is there; the queue holds what the last start left. */
  start(): Promise<TransferQueue>
  /** Quits in order: keeps what was done and closes the journal. */
  quit(): Promise<void>
  file(name: string, content: Buffer): Promise<string>
  upload(id: string, path: string, key: string): void
  download(id: string, key: string): void
  cleanup(): Promise<void>
}

export async function startSessionRig(): Promise<SessionRig> {
  const faults = createFaultScript()
  const practice = await startPracticeRig({ hook: faults.hook })
  const client = courierClient(practice)
  const folder = await mkdtemp(join(tmpdir(), 'session-'))
  const clients: Clients = {
    of: async () => client,
    forLinks: async () => client,
    forBucket: async () => client,
  }
  let queue: TransferQueue | undefined
  let quit = async (): Promise<void> => {}

  async function start(): Promise<TransferQueue> {
    const { store } = await openJournal(join(folder, 'journal'), Date.now)
    const journal = createJournal({
      store,
      schedule: (run) => void setImmediate(run),
      onFailure: (thrown) => console.error(thrown),
    })
    const leftBehind = createLeftBehind({
      clientOf: clients.of,
      warn: (_message, thrown) => console.error(thrown),
    })
    const tools = createByteTools(await createLocalSummer())
    const disk = await createLocalDisk()
    const openUpload = createOpenUpload(tools, disk)
    const open = createOpenIncoming({ clients, web: nodeWebTransport })
    const names = createFolderNames()
    const current = createTestQueue(
      ({ row, task }, context) =>
        task.direction === 'upload'
          ? runUpload({ openUpload, clientOf: clients.of }, task, context)
          : runDownload({ open, names, tools, disk }, row, task, context),
      { journal, discard: leftBehind.discard },
    )
    await current.restore(
      journal.load(
        async () => undefined,
        () => undefined,
      ),
    )
    queue = current
    quit = async () => {
      await current.stop()
      await journal.close()
    }
    return current
  }

  const row = (id: string) => ({ id, batchId: 'b', order: 0, name: id, source: '', addedAtMs: 1 })

  return {
    practice,
    faults,
    client,
    folder,
    start,
    quit: () => quit(),
    async file(name, content) {
      const path = join(folder, name)
      await writeFile(path, content)
      return path
    },
    upload(id, path, key) {
      queue?.add([
        newJob(
          { ...row(id), direction: 'upload' },
          {
            direction: 'upload',
            path,
            connectionId: 'c',
            plannedKey: key,
            conflict: 'number',
          },
        ),
      ])
    },
    download(id, key) {
      const signed = { connectionId: 'c', bucket: practice.bucket, key, foreign: false }
      const url = `https://${practice.bucket}.example/${key}`
      queue?.add([
        newJob(
          { ...row(id), direction: 'download' },
          { direction: 'download', url, folder, conflict: 'number', signed },
        ),
      ])
    },
    async cleanup() {
      await practice.cleanup()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLocalSummer } from '../../electron/bytes/summer'
import { createByteTools } from '../../electron/bytes/tools'
import type { Disk } from '../../electron/files/disk'
import { createLocalDisk } from '../../electron/files/local-disk'
import { createOpenUpload } from '../../electron/files/open-upload'
import type { OssClient } from '../../electron/oss/oss-types'
import type {
  PracticeOperation,
  PracticeRequestInfo,
} from '../../electron/practice/practice-server'
import { newJob, type Runner, type UploadTask } from '../../electron/transfers/job'
import { createLeftBehind } from '../../electron/transfers/left-behind'
import type { TransferQueue } from '../../electron/transfers/queue'
import type { Wait } from '../../electron/transfers/retrying'
import { runUpload } from '../../electron/transfers/run-upload'
import type { ConflictPolicy } from '../../shared/settings'
import type { TransferRow } from '../../shared/transfer'
import { createFaultScript, type FaultScript } from './faults'
import { courierClient } from './oss'
import { type PracticeRig, startPracticeRig } from './practice'
import { createTestQueue, ended } from './test-queue'

/** Parts are tried again after a few milliseconds. */
const shortly: Wait = (delayMs, signal) => sleep(Math.min(delayMs, 5), undefined, { signal })

/** The real queue, runner and client against a practice server with faults. */
export type UploadRig = {
  readonly practice: PracticeRig
  readonly faults: FaultScript
  readonly client: OssClient
  readonly queue: TransferQueue
  /** Writes a file into a folder of its own. */
  file(name: string, content: Buffer | string): Promise<string>
  /** Adds one upload and waits for its end. */
  upload(path: string, key: string, conflict?: ConflictPolicy): Promise<TransferRow>
  /** Adds one upload and returns at once. @param past what an earlier start of the app has left */
  start(path: string, key: string, conflict?: ConflictPolicy, past?: Partial<UploadTask>): string
  ended(id: string): Promise<TransferRow>
  /** What is on record of an upload for its next attempt. */
  taskOf(id: string): UploadTask
  /** Requests for one key, in the order in which the server saw them. */
  seen(key: string, operation: PracticeOperation): readonly PracticeRequestInfo[]
  /** The content of an object. */
  stored(key: string): Promise<Buffer>
  cleanup(): Promise<void>
}

/**
 * Delays between attempts are cut to a few milliseconds; everything else is as in the app.
 * @param through what the runs use instead of the plain client
 * @param disk by default one without threads
 */
export async function startUploadRig(
  wrap: (run: Runner) => Runner = (run) => run,
  through: (client: OssClient, rig: PracticeRig) => OssClient = (client) => client,
  disk?: Disk,
): Promise<UploadRig> {
  const faults = createFaultScript()
  const practice = await startPracticeRig({ hook: faults.hook })
  const client = courierClient(practice)
  const used = through(client, practice)
  const folder = await mkdtemp(join(tmpdir(), 'uploads-'))
  const tools = createByteTools(await createLocalSummer())
  const openUpload = createOpenUpload(tools, disk ?? (await createLocalDisk()))
  const { discard } = createLeftBehind({ clientOf: async () => client, warn: () => undefined })
  const run: Runner = (job, context) => {
    if (job.task.direction !== 'upload') throw new TypeError('Only uploads here')
    return runUpload({ openUpload, clientOf: async () => used, wait: shortly }, job.task, context)
  }
  const queue = createTestQueue(wrap(run), { discard })
  let count = 0

  function start(
    path: string,
    key: string,
    conflict: ConflictPolicy = 'number',
    past: Partial<UploadTask> = {},
  ): string {
    count += 1
    const id = `upload-${count}`
    const row = { batchId: 'b', order: count, name: key, source: '', addedAtMs: Date.now() }
    queue.add([
      newJob(
        { id, direction: 'upload', ...row },
        { direction: 'upload', path, connectionId: 'c', plannedKey: key, conflict, ...past },
      ),
    ])
    return id
  }

  return {
    practice,
    faults,
    client,
    queue,
    async file(name, content) {
      const path = join(folder, name)
      await writeFile(path, content)
      return path
    },
    start,
    ended: (id) => ended(queue, id),
    taskOf(id) {
      const task = queue.get(id)?.task
      if (task?.direction !== 'upload') throw new TypeError(`No upload ${id}`)
      return task
    },
    seen: (key, operation) =>
      faults.requests.filter((one) => one.key === key && one.operation === operation),
    stored: async (key) => buffer((await client.get(key, undefined)).body),
    upload: (path, key, conflict) => ended(queue, start(path, key, conflict)),
    async cleanup() {
      await queue.stop()
      await practice.cleanup()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOpenSource } from '../../electron/files/source-file'
import { newCrc64 } from '../../electron/oss/crc64'
import type { OssClient } from '../../electron/oss/oss-types'
import { newJob, type Runner } from '../../electron/transfers/job'
import type { TransferQueue } from '../../electron/transfers/queue'
import { runUpload } from '../../electron/transfers/run-upload'
import type { ConflictPolicy } from '../../shared/settings'
import type { TransferRow } from '../../shared/transfer'
import { createFaultScript, type FaultScript } from './faults'
import { courierClient } from './oss'
import { type PracticeRig, startPracticeRig } from './practice'
import { createTestQueue, ended } from './test-queue'

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
  /** Adds one upload and returns at once. */
  start(path: string, key: string, conflict?: ConflictPolicy): string
  ended(id: string): Promise<TransferRow>
  cleanup(): Promise<void>
}

/** Delays between attempts are cut to a few milliseconds; everything else is as in the app. */
export async function startUploadRig(
  wrap: (run: Runner) => Runner = (run) => run,
): Promise<UploadRig> {
  const faults = createFaultScript()
  const practice = await startPracticeRig({ hook: faults.hook })
  const client = courierClient(practice)
  const folder = await mkdtemp(join(tmpdir(), 'uploads-'))
  const openSource = createOpenSource(newCrc64)
  const run: Runner = (job, context) => {
    if (job.task.direction !== 'upload') throw new TypeError('Only uploads here')
    return runUpload({ openSource, clientOf: async () => client }, job.task, context)
  }
  const queue = createTestQueue(wrap(run))
  let count = 0

  function start(path: string, key: string, conflict: ConflictPolicy = 'number'): string {
    count += 1
    const id = `upload-${count}`
    const row = { batchId: 'b', order: count, name: key, source: '', addedAtMs: Date.now() }
    queue.add([
      newJob(
        { id, direction: 'upload', ...row },
        { direction: 'upload', path, connectionId: 'c', plannedKey: key, conflict },
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
    upload: (path, key, conflict) => ended(queue, start(path, key, conflict)),
    async cleanup() {
      await queue.stop()
      await practice.cleanup()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

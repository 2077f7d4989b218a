import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLocalSummer } from '../../electron/bytes/summer'
import { createByteTools } from '../../electron/bytes/tools'
import type { Disk } from '../../electron/files/disk'
import { createFolderNames } from '../../electron/files/folder-names'
import { createLocalDisk } from '../../electron/files/local-disk'
import type { CallOptions, OssClient } from '../../electron/oss/oss-types'
import type { Clients, ForeignBucket } from '../../electron/transfers/clients'
import { followingClient } from '../../electron/transfers/following-client'
import { createOpenIncoming } from '../../electron/transfers/incoming'
import { type DownloadTask, newJob, type Runner } from '../../electron/transfers/job'
import { createLeftBehind } from '../../electron/transfers/left-behind'
import type { TransferQueue } from '../../electron/transfers/queue'
import type { Wait } from '../../electron/transfers/retrying'
import { runDownload } from '../../electron/transfers/run-download'
import { namedEndpoint } from '../../shared/named-endpoint'
import type { TransferRow } from '../../shared/transfer'
import { createFaultScript, type FaultScript } from './faults'
import { nodeWebTransport } from './node-web-transport'
import { courierClient, loopbackClient } from './oss'
import { type PracticeRig, startPracticeRig } from './practice'
import { createTestQueue, ended } from './test-queue'

/**
 * Refused connections, counted down; how soon a silence is a stall, and what is too slow: for our own
 * client and for links that lead to the object.
 */
export type Trouble = { refusals?: number } & Pick<CallOptions, 'stallTimeoutMs' | 'leastPace'>

/** The real queue, runner, client and web layer against a practice server with faults. */
export type DownloadRig = {
  readonly practice: PracticeRig
  readonly faults: FaultScript
  readonly client: OssClient
  readonly folder: string
  readonly queue: TransferQueue
  /** Fetches one object with the stored key and waits for the end. */
  fetchOwn(key: string, change?: Partial<DownloadTask>): Promise<TransferRow>
  /** Fetches a link as it is. */
  fetchUrl(url: string, change?: Partial<DownloadTask>): Promise<TransferRow>
  /** Fetches from a bucket that no connection names, whatever region its link says. */
  fetchForeign(bucket: string, key: string, region?: string): Promise<TransferRow>
  /** What is met on the way to an object, by key. */
  readonly troubles: Map<string, Trouble>
  /** The task of an object in our bucket, to be started. */
  own(key: string): Pick<DownloadTask, 'url' | 'signed'>
  start(task: Omit<DownloadTask, 'direction' | 'folder' | 'conflict'>): string
  ended(id: string): Promise<TransferRow>
  /** The bodies of all objects that our own client opened during some work. */
  bodiesOf(work: () => Promise<void>): Promise<readonly { readonly destroyed: boolean }[]>
  cleanup(): Promise<void>
}

/** Connections that broke are opened again after a few milliseconds. */
const shortly: Wait = (delayMs, signal) => sleep(Math.min(delayMs, 5), undefined, { signal })

/** Every large object is fetched over several connections from its first byte on. */
const AT_ONCE = { afterMs: 0, unlessBytesPerSecond: 0 }

/**
 * Every OSS host name leads to the practice server; delays between attempts are cut short.
 * @param ownDisk by default one without threads
 */
export async function startDownloadRig(
  options: Parameters<typeof startPracticeRig>[0] = {},
  wrap: (run: Runner) => Runner = (run) => run,
  ownDisk?: Disk,
): Promise<DownloadRig> {
  const faults = createFaultScript()
  const practice = await startPracticeRig({ ...options, hook: faults.hook })
  const folder = await mkdtemp(join(tmpdir(), 'downloads-'))
  const client = courierClient(practice)
  const nobody = await clientOfNobody()
  const troubles = new Map<string, Trouble>()
  let opened: { destroyed: boolean }[] = []
  const watched: OssClient = {
    ...client,
    async get(key, range, options) {
      const trouble = troubles.get(key)
      if (trouble?.refusals) {
        trouble.refusals -= 1
        return nobody.get(key, range, options)
      }
      const { refusals: _, ...limits } = trouble ?? {}
      const object = await client.get(key, range, { ...options, ...limits })
      const seen = { destroyed: false }
      opened.push(seen)
      const destroy = () => {
        seen.destroyed = true
        object.body.destroy()
      }
      return { ...object, body: { ...object.body, destroy } }
    },
  }
  const clients: Clients = {
    of: async () => watched,
    forLinks: async () => client,
    forBucket: async (_id: string, { bucket, region }: ForeignBucket) =>
      followingClient({
        target: {
          endpoint: `http://oss-${region}.aliyuncs.com`,
          addressing: 'virtual-host',
          bucket,
          region,
          signatureVersion: 'v4',
        },
        connect: (target) => loopbackClient(practice, target),
        rule: namedEndpoint,
        onFound: () => undefined,
      }),
  }
  const troubleOf = (url: string) =>
    [...troubles].find(([key]) => decodeURIComponent(new URL(url).pathname).endsWith(key))?.[1]
  const open = createOpenIncoming({
    clients,
    web: {
      send(request) {
        const trouble = troubleOf(request.url)
        if (!trouble?.refusals) return nodeWebTransport.send(request)
        trouble.refusals -= 1
        // Port 1 (tcpmux) is served nowhere.
        return nodeWebTransport.send({ ...request, url: 'http://127.0.0.1:1/' })
      },
    },
    linkLimits(url) {
      const stallTimeoutMs = troubleOf(url)?.stallTimeoutMs
      return stallTimeoutMs
        ? { stallTimeoutMs, connectTimeoutMs: 2 * stallTimeoutMs }
        : { connectTimeoutMs: 60_000 }
    },
  })
  const names = createFolderNames()
  const tools = createByteTools(await createLocalSummer())
  const disk = ownDisk ?? (await createLocalDisk())
  const { discard } = createLeftBehind({
    clientOf: async () => client,
    warn: (_message, thrown) => console.error(thrown),
  })
  const run: Runner = (job, context) => {
    if (job.task.direction !== 'download') throw new TypeError('Only downloads here')
    return runDownload(
      { open, names, tools, disk, helpRule: AT_ONCE, wait: shortly },
      job.row,
      job.task,
      context,
    )
  }
  const queue = createTestQueue(wrap(run), { discard })
  let count = 0

  function start(task: Omit<DownloadTask, 'direction' | 'folder' | 'conflict'>): string {
    count += 1
    const id = `download-${count}`
    const row = { batchId: id, order: count, name: '', source: task.url, addedAtMs: Date.now() }
    queue.add([
      newJob(
        { id, direction: 'download', ...row },
        { direction: 'download', folder, conflict: 'number', ...task },
      ),
    ])
    return id
  }

  const signed = (bucket: string, key: string, foreign: boolean) => ({
    url: `https://${bucket}.oss-cn-hangzhou.aliyuncs.com/${encodeURIComponent(key)}`,
    signed: { connectionId: 'c', bucket, key, foreign },
  })

  return {
    practice,
    faults,
    client,
    folder,
    queue,
    troubles,
    own: (key) => signed(practice.bucket, key, false),
    start,
    ended: (id) => ended(queue, id),
    fetchOwn: (key, change) =>
      ended(queue, start({ ...signed(practice.bucket, key, false), ...change })),
    fetchUrl: (url, change) => ended(queue, start({ url, ...change })),
    fetchForeign: (bucket, key, region) => {
      const task = signed(bucket, key, true)
      return ended(
        queue,
        start({ ...task, signed: { ...task.signed, ...(region ? { region } : {}) } }),
      )
    },
    async bodiesOf(work) {
      opened = []
      await work()
      return opened
    },
    async cleanup() {
      await queue.stop()
      await practice.cleanup()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A client of a port where nobody listens any more. */
async function clientOfNobody(): Promise<OssClient> {
  const gone = await startPracticeRig()
  const client = courierClient(gone)
  await gone.cleanup()
  return client
}

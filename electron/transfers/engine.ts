import type { NamedEndpoint } from '../../shared/named-endpoint'
import type { Notice } from '../../shared/notices'
import type { Direction, TransferPatch } from '../../shared/transfer'
import type { Log } from '../app/log'
import type { Summer } from '../bytes/summer'
import { createByteTools } from '../bytes/tools'
import type { Disk } from '../files/disk'
import { createFolderNames } from '../files/folder-names'
import { type FreeBlocks, roomOf } from '../files/free-space'
import { createOpenUpload } from '../files/open-upload'
import { createRoomCheck } from '../files/room'
import { type Agents, createAgents } from '../oss/agents'
import type { OssClient } from '../oss/oss-types'
import { createServerClocks, type ServerClocks } from '../oss/server-clock'
import { createTransport, type Transport } from '../oss/transport'
import type { LinkHeaders } from '../web/open-web-object'
import type { WebTransport } from '../web/web-transport'
import { type BegunUploads, createBegunUploads } from './begun-uploads'
import { type Clients, createClients, type SecretSource } from './clients'
import { createClockNotice } from './clock-notice'
import type { ConnectionWatch } from './connection-watch'
import { createDiskKeeper } from './disk-keeper'
import { createEndpointOffers } from './endpoint-offers'
import type { EndpointRule } from './following-client'
import { createHolds } from './holds'
import { createHostKeeper } from './host-keeper'
import { createOpenIncoming } from './incoming'
import type { Runner } from './job'
import { createJournal, type JournalStore, NO_STORE } from './journal'
import type { Unseal } from './journal-entries'
import { createJournalKeeper } from './journal-keeper'
import { createLeftBehind } from './left-behind'
import { createNotices, type Notices } from './notices'
import { notingNames } from './noting-names'
import { ALWAYS_ONLINE, createOfflineKeeper, type NetworkWatch } from './offline-keeper'
import { createQueue, type TransferQueue } from './queue'
import { runDownload } from './run-download'
import { runUpload } from './run-upload'
import { createSpeedLimits, type LimitSettings } from './speed-limits'
import { createSpeedWatch } from './speed-watch'
import { createTokenKeeper } from './token-keeper'

/** What moves files, whole: the queue with its journal, and what its runs need of network and disk. */
export type Engine = {
  readonly queue: TransferQueue
  readonly clients: Clients
  /** The way to OSS that all transfers share. */
  readonly transport: Transport
  readonly clocks: ServerClocks
  readonly notices: Notices
  readonly begun: BegunUploads
  /** The client of a connection's own bucket, watched for uploads that end. */
  readonly clientOf: (connectionId: string) => Promise<OssClient>
  /**
   * Brings back the queue of the last start. Unfinished rows are paused.
   * @returns how many entries made no sense, and were not told before
   */
  restore(unseal: Unseal): Promise<number>
  /** Lets those go on that were unfinished when the app ended; what the person paused stays so. */
  goOn(): Promise<void>
  /** Applies at once, also to runs that are under way; there is no limit before. */
  limitSpeed(limits: LimitSettings): void
  /** Stops all runs, keeps what they have done, and closes the journal. */
  stop(): Promise<void>
}

export type EngineDeps = {
  /** The ways to the net; by default straight ones. The engine closes them when it stops. */
  readonly agents?: Agents
  readonly secrets: SecretSource
  readonly connections: ConnectionWatch
  /** By default always online. */
  readonly network?: NetworkWatch
  /** Stores in a connection the endpoint under which its bucket was found. */
  readonly saveEndpoint: (connectionId: string, endpoint: NamedEndpoint) => Promise<void>
  /** Which endpoints that a server names are followed; by default those of OSS itself. */
  readonly endpointRule?: EndpointRule
  /** For display: home written as `~`. */
  readonly displayPath: (path: string) => string
  /** The room on disks; by default the real ones'. */
  readonly freeBlocks?: FreeBlocks
  readonly web: WebTransport
  /** User-Agent and Referer for public links; by default the stack's own, and none. */
  readonly linkHeaders?: () => LinkHeaders
  readonly journalStore: JournalStore
  /** Closed with the engine. */
  readonly summer: Summer
  /** Closed with the engine. */
  readonly disk: Disk
  /** A second one, for what uploads have on the server; without it that is forgotten at the end. */
  readonly begunStore?: JournalStore
  /** How many files of a direction run at the same time; asked before each start. */
  readonly atOnce: (direction: Direction) => number
  readonly publish: (patch: TransferPatch) => void
  readonly publishNotices: (notices: readonly Notice[]) => void
  readonly now: () => number
  readonly schedule: (run: () => void, delayMs: number) => void
  readonly log: Pick<Log, 'warn' | 'error'>
  readonly reportBug: (thrown: unknown) => void
}

/** 3 s: what a cancel has yet to undo on the server is on record, and undone at the next start. */
const STOP_LIMIT_MS = 3_000

/** Wires the engine as it ships; the app and the benchmark build it here. */
export function createEngine(deps: EngineDeps): Engine {
  const { connections, log, now, schedule } = deps
  const tools = createByteTools(deps.summer)
  const { disk } = deps
  const openUpload = createOpenUpload(tools, disk)
  const { agents = createAgents() } = deps
  const transport = createTransport(agents)
  const notices = createNotices({ publish: deps.publishNotices, schedule })
  const clocks = createServerClocks({ now, onLearned: createClockNotice(notices) })
  const offers = createEndpointOffers({
    connections,
    notices,
    save: deps.saveEndpoint,
  })
  const clients = createClients({
    secrets: deps.secrets,
    transport,
    clocks,
    ...(deps.endpointRule ? { rule: deps.endpointRule } : {}),
    onEndpointFound: offers.found,
  })
  const open = createOpenIncoming({ clients, web: deps.web, linkHeaders: deps.linkHeaders })
  const names = createFolderNames()
  let isStopped = false
  const whileRunning: EngineDeps['schedule'] = (run, delayMs) =>
    schedule(() => {
      if (!isStopped) run()
    }, delayMs)
  const journalOn = (store: JournalStore) =>
    createJournal({
      store,
      schedule: whileRunning,
      gather: () => new Promise(setImmediate),
      onFailure: (thrown) => log.error('The queue could not be written down', thrown),
    })
  const begunJournal = journalOn(deps.begunStore ?? NO_STORE)
  const begun = createBegunUploads({ journal: begunJournal, now })
  const clientOf = async (id: string) => begun.watchClient(await clients.of(id))
  const leftBehind = createLeftBehind({ clientOf, warn: log.warn })
  const { discard } = leftBehind
  const journal = journalOn(deps.journalStore)
  const speedLimits = createSpeedLimits({
    now: () => performance.now(),
    schedule: (run, delayMs) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
  })
  const { network = ALWAYS_ONLINE } = deps
  // Before anybody goes on: a connection that stood idle over a sleep is dead without a word, and
  // whoever asks on it waits for half a minute. What runs on this computer itself ends its request.
  network.onChanged(agents.renew)
  const holds = createHolds(notices, ({ tell, renotify }) => [
    createJournalKeeper({ journals: [journal, begunJournal], tell }),
    createOfflineKeeper({ network, connections, tell }),
    createTokenKeeper({ connections, tell }),
    createHostKeeper({ connections, now, schedule: whileRunning, tell, renotify }),
    createDiskKeeper({
      roomOf: (folder) => roomOf(folder, deps.freeBlocks),
      displayPath: deps.displayPath,
      now,
      schedule: whileRunning,
      tell,
      renotify,
    }),
  ])
  const ensureRoom = createRoomCheck(now, deps.freeBlocks)
  const run: Runner = (job, context) =>
    job.task.direction === 'upload'
      ? runUpload({ openUpload, clientOf }, job.task, context)
      : runDownload({ open, names, tools, disk, ensureRoom }, job.row, job.task, context)
  const queue = createQueue({
    run: createSpeedWatch({ schedule })(begun.watchRun(speedLimits.limited(run))),
    journal,
    discard,
    atOnce: deps.atOnce,
    publish: deps.publish,
    now,
    random: Math.random,
    schedule,
    holds,
    reportBug: deps.reportBug,
  })

  let restoring: Promise<void> = Promise.resolve()
  async function restoreAll(unseal: Unseal): Promise<number> {
    let unreadable = 0
    const count = () => {
      unreadable += 1
    }
    await begun.load(count)
    if (isStopped) return unreadable
    await queue.restore(notingNames(names, journal.load(unseal, count)))
    if (unreadable > 0) log.warn('Some entries of the queue could not be read', { unreadable })
    return unreadable
  }

  return {
    queue,
    clients,
    transport,
    limitSpeed: speedLimits.apply,
    clocks,
    notices,
    begun,
    clientOf,
    restore(unseal) {
      const whole = restoreAll(unseal)
      restoring = whole.then(
        () => undefined,
        () => undefined,
      )
      return whole
    },
    async goOn() {
      const interrupted = queue.find(
        ({ state }) => state.status === 'paused' && state.interrupted === true,
      )
      if (interrupted.length > 0) await queue.resume({ ids: interrupted.map(({ row }) => row.id) })
    },
    async stop() {
      isStopped = true
      // Requests that hang end then; what is written to disk meanwhile is waited for.
      const limit = setTimeout(() => agents.close(), STOP_LIMIT_MS)
      await queue.stop()
      // Quitting at once after the start: nobody may read what is about to be closed.
      await restoring
      clearTimeout(limit)
      await journal.close()
      await begun.close()
      agents.close()
      await Promise.all([deps.summer.close(), disk.close()])
    },
  }
}

import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { serialize } from 'node:v8'
import { openJournal } from '../../electron/app/open-journal'
import { createSumming } from '../../electron/app/summing'
import type { Disk } from '../../electron/files/disk'
import { expandDrop } from '../../electron/files/expand-drop'
import { createPublisher } from '../../electron/ipc/publish'
import { downloadJobs } from '../../electron/transfers/add-downloads'
import { uploadJobs } from '../../electron/transfers/add-uploads'
import { createEngine } from '../../electron/transfers/engine'
import type { Job } from '../../electron/transfers/job'
import type { JobSlices } from '../../electron/transfers/queue'
import { createStagingArea, type TakenFiles } from '../../electron/transfers/staging'
import type { WebTransport } from '../../electron/web/web-transport'
import type { ConnectionSummary } from '../../shared/connection'
import { addressOf } from '../../shared/connection-hosts'
import { DEFAULT_SETTINGS } from '../../shared/settings'
import { isTerminal, type TransferPatch, type TransferRow } from '../../shared/transfer'
import { type BenchJob, type BenchTarget, type Measurement, SMALL_AT_ONCE } from './job'
import { startMeter } from './meter'
import { startProfile } from './profile'

const CONNECTION_ID = 'bench'

/**
 * Does a job with the engine as it ships: planned names, the journal on disk, the change feed up to
 * the door of the page, verification. Measured is from the command ("upload these", "fetch these
 * links") to the end of the last row.
 */
export async function runEngine(
  job: BenchJob,
  web: WebTransport,
  disk: Disk,
): Promise<Measurement> {
  const notes: string[] = []
  const rows = watchRows()
  const journal = await openJournal(join(job.scratch, 'journal'), Date.now)
  const publish = createPublisher(() => ({ isDestroyed: () => false, send: rows.send }))
  const engine = createEngine({
    secrets: secretsOf(job.target),
    connections: { describe: () => undefined, onChanged: () => () => undefined },
    displayPath: (path) => path,
    saveEndpoint: async () => undefined,
    web,
    journalStore: journal.store,
    summer: await createSumming(),
    disk,
    atOnce: (direction) =>
      job.kind === 'small' ? SMALL_AT_ONCE : DEFAULT_SETTINGS[direction].atOnce,
    publish: (patch) => publish('transfers.changed', patch),
    publishNotices: () => undefined,
    now: Date.now,
    schedule: (run, delayMs) => void setTimeout(run, delayMs),
    log: {
      warn: (message, details) => notes.push(`${message} ${String(details)}`),
      error: (message, details) => notes.push(`${message} ${String(details)}`),
    },
    reportBug: (thrown) => notes.push(thrown instanceof Error ? String(thrown.stack) : 'a bug'),
  })
  const staged = job.direction === 'upload' ? await stage(job) : undefined

  const profile = job.profile === undefined ? undefined : startProfile(job.profile)
  const meter = await startMeter()
  const startMs = Date.now()
  if (staged) await engine.queue.addSlices('upload', uploadsOf(job, staged.slices), staged.stop)
  else engine.queue.add(downloadsOf(job))
  await rows.ended(job.files.length)
  const measured = meter.stop()
  profile?.stop()

  const ends = engine.queue.find(() => true).map((job) => job.row)
  const endMs = Math.max(
    ...ends.map(({ state }) => ('finishedAtMs' in state ? state.finishedAtMs : 0)),
  )
  const problems = [...ends.flatMap(problemOf), ...notes]
  await engine.stop()
  return { wallMs: endMs - startMs, ...measured, problems }
}

/** Where patches end that would go to the page: copied as IPC copies them, and looked through. */
function watchRows() {
  const over = new Set<string>()
  let wanted = Number.POSITIVE_INFINITY
  let resolve = () => {}
  const all = new Promise<void>((done) => {
    resolve = done
  })
  const look = () => {
    if (over.size >= wanted) resolve()
  }
  return {
    send(_event: string, json: string) {
      serialize(json)
      const patch: TransferPatch = JSON.parse(json)
      for (const { id, state } of [...patch.upserted, ...patch.states]) {
        if (isTerminal(state)) over.add(id)
      }
      look()
    },
    ended(count: number): Promise<void> {
      wanted = count
      look()
      return all
    },
  }
}

/** The staging area, filled by walking the dropped folder. */
async function stage(job: BenchJob): Promise<TakenFiles> {
  const staging = createStagingArea({
    expand: (paths, signal) => expandDrop(paths, { signal }),
    recognizeExtension: async () => undefined,
    hasExtension: () => true,
    now: Date.now,
    newId: randomUUID,
    publish: () => undefined,
    schedule: (run) => run(),
  })
  await staging.addPaths([dirname(job.files[0]?.path ?? '')])
  return staging.take()
}

function uploadsOf(job: BenchJob, staged: TakenFiles['slices']): JobSlices {
  const key = job.files[0]?.key ?? ''
  return uploadJobs(
    withoutFolders(staged),
    {
      connectionId: CONNECTION_ID,
      bucket: job.target.bucket,
      naming: {
        directory: dirname(key),
        directoryMode: DEFAULT_SETTINGS.upload.directoryMode,
        fileNameMode: DEFAULT_SETTINGS.upload.fileNameMode,
      },
      conflict: DEFAULT_SETTINGS.upload.conflict,
      validitySeconds: DEFAULT_SETTINGS.links.validitySeconds,
    },
    randomUUID(),
    Date.now(),
  )
}

function downloadsOf(job: BenchJob): readonly Job[] {
  const address = addressOf(CONNECTION_ID, summaryOf(job.target))
  const { target, files } = job
  const url = new URL(target.endpoint)
  const base = target.pathStyle
    ? `${url.origin}/${target.bucket}`
    : `${url.protocol}//${target.bucket}.${url.host}`
  return downloadJobs(
    {
      text: files.map(({ key }) => `${base}/${key}`).join('\n'),
      folder: dirname(files[0]?.path ?? ''),
      conflict: DEFAULT_SETTINGS.download.conflict,
      connectionId: CONNECTION_ID,
      connections: address ? [address] : [],
    },
    randomUUID(),
    Date.now(),
    randomUUID,
  )
}

function summaryOf(target: BenchTarget): ConnectionSummary {
  const { endpoint, bucket, region, signatureVersion, pathStyle } = target
  return {
    id: CONNECTION_ID,
    label: 'bench',
    addressing: pathStyle ? 'path-style' : 'virtual-host',
    endpoint,
    bucket,
    region,
    signatureVersion,
    linkDomain: '',
    keyIdHint: '',
    hasStsToken: false,
    protection: 'session',
    hasSecret: true,
    isPractice: false,
  }
}

function secretsOf(target: BenchTarget): Parameters<typeof createEngine>[0]['secrets'] {
  const { keyId, keySecret } = target
  const connection = { summary: summaryOf(target), secret: { keyId, keySecret }, version: 1 }
  return { withSecret: (_id, use) => use(connection) }
}

/** A row that is not done, or not verified by CRC64. */
function problemOf({ name, state }: TransferRow): readonly string[] {
  if (state.status === 'done') {
    return state.verification === 'crc64'
      ? []
      : [`${basename(name)}: verified by ${state.verification}`]
  }
  return [`${basename(name)}: ${state.status} ${'error' in state ? state.error.code : ''}`]
}

async function* withoutFolders(slices: TakenFiles['slices']): TakenFiles['slices'] {
  for await (const files of slices) yield files.map((file) => ({ ...file, relativeFolder: '' }))
}

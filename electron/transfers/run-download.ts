import { rm } from 'node:fs/promises'
import type { TransferRow, Verification } from '../../shared/transfer'
import type { ByteTools } from '../bytes/tools'
import { AppError } from '../errors/app-error'
import type { Disk } from '../files/disk'
import type { FolderNames } from '../files/folder-names'
import { ensureFreeSpace } from '../files/free-space'
import { claimTarget, type TargetFile } from '../files/target-file'
import { arrivedBefore } from './arrived-before'
import { nameOfDownload } from './download-name'
import { createSlots, slotSizeFor } from './download-slots'
import { type Fetch, fetchAll, resumePoint } from './fetch-all'
import { fetchSmall, isSmallDownload } from './fetch-small'
import type { HelpRule } from './helpers'
import type { Incoming, OpenIncoming } from './incoming'
import type { DownloadTask, Outcome, RunContext } from './job'
import { type KeptPart, partPath, readKeptPart } from './kept-part'
import type { Wait } from './retrying'
import { createSlotWriter } from './slot-writer'

export type RunDownloadDeps = {
  readonly open: OpenIncoming
  /** Names that downloads of this app hold, so that two of one name are both kept. */
  readonly names: FolderNames
  readonly tools: ByteTools
  readonly disk: Disk
  /** When large objects are fetched over several connections; there is a rule by default. */
  readonly helpRule?: HelpRule
  /** Between two tries of a connection that broke; tests put a shorter one in its place. */
  readonly wait?: Wait
  /** By default the real disk's. @throws AppError DISK_FULL */
  readonly ensureRoom?: (folder: string, expectedBytes: number) => Promise<void>
}

/**
 * Fetches one link into a part file beside its target, goes on where an earlier attempt stopped,
 * checks length and CRC64, then gives the file its name in one step.
 * @throws AppError; the part file is kept when another try may go on with it, else removed
 */
export async function runDownload(
  deps: RunDownloadDeps,
  row: TransferRow,
  task: DownloadTask,
  context: RunContext,
): Promise<Outcome> {
  const arrived = await arrivedBefore(deps.tools, row, task, context.signal)
  if (arrived) {
    deps.names.note(task.folder, row.name, { batchId: row.batchId, partId: row.id })
    context.saved(arrived.path)
    return { kind: 'done', verification: arrived.verification }
  }
  const kept = await readKeptPart(deps.tools, task, context.signal)
  const { incoming, goesOn } = await openFirst(deps, task, kept, context)
  try {
    if (!goesOn && isSmallDownload(incoming, task)) {
      return await storeSmall(deps, row, task, incoming, context)
    }
    return await store(deps, row, task, incoming, goesOn ? kept : undefined, context)
  } finally {
    incoming.close()
  }
}

/** The first answer, and whether it goes on with what is kept. */
async function openFirst(
  { open }: RunDownloadDeps,
  task: DownloadTask,
  kept: KeptPart | undefined,
  context: RunContext,
): Promise<{ incoming: Incoming; goesOn: boolean }> {
  const start = kept && slotsOf(kept).firstFree()
  const point = kept && start && resumePoint(kept, start)
  if (!kept || !point) {
    return { incoming: await open(task, undefined, context.signal), goesOn: false }
  }
  try {
    const incoming = await open(task, point, context.signal)
    const goesOn = incoming.first === point.first && incoming.sizeBytes === kept.sizeBytes
    if (!goesOn && incoming.validator !== kept.validator) {
      context.learn({ notice: 'object-changed' })
    }
    return { incoming, goesOn }
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'OBJECT_CHANGED') throw thrown
    context.learn({ notice: 'object-changed' })
    return { incoming: await open(task, undefined, context.signal), goesOn: false }
  }
}

function slotsOf({ sizeBytes, slotBytes, slots }: KeptPart) {
  const haveBytes = [...slots].map(([number, slot]) => [number, slot.haveBytes] as const)
  return createSlots(sizeBytes, slotBytes, new Map(haveBytes))
}

/** In one go; what does not come at once, or breaks, is received as large ones are. */
async function storeSmall(
  deps: RunDownloadDeps,
  row: TransferRow,
  task: DownloadTask,
  first: Incoming,
  context: RunContext,
): Promise<Outcome> {
  const { name, body } = await nameOfDownload(first, task)
  await (deps.ensureRoom ?? ensureFreeSpace)(task.folder, first.sizeBytes ?? 0)
  const fetched = await fetchSmall(deps, { row, task, name, first, body, context })
  switch (fetched.kind) {
    case 'stored':
      return fetched.outcome
    case 'skipped':
      return await skip(task, context)
    case 'again': {
      const again = { ...first, body: fetched.body }
      const paced = fetched.pace ? { ...context, pace: fetched.pace } : context
      return store(deps, row, task, again, undefined, paced)
    }
  }
}

async function store(
  deps: RunDownloadDeps,
  row: TransferRow,
  task: DownloadTask,
  first: Incoming,
  kept: KeptPart | undefined,
  context: RunContext,
): Promise<Outcome> {
  const { name, body } = kept
    ? { name: row.name, body: first.body }
    : await nameOfDownload(first, task)
  const slots = kept ? slotsOf(kept) : createSlots(first.sizeBytes, slotSizeFor(first.sizeBytes))
  if (first.sizeBytes !== undefined) {
    const missingBytes = first.sizeBytes - slots.haveBytes()
    await (deps.ensureRoom ?? ensureFreeSpace)(task.folder, missingBytes)
  }
  const target = await claimTarget(deps.names, {
    folder: task.folder,
    name,
    conflict: task.conflict,
    batchId: row.batchId,
    partId: row.id,
    keptPart: kept ? task.part?.name : undefined,
    stalePart: kept ? undefined : task.part?.name,
  })
  if (!target) return await skip(task, context)
  context.learn({
    name: target.name,
    ...(first.sizeBytes === undefined ? {} : { sizeBytes: first.sizeBytes }),
    ...(first.contentType ? { contentType: first.contentType } : {}),
  })
  const writer = createSlotWriter(deps.tools, target, kept?.slots, kept?.running)
  const fetch: Fetch = {
    open: deps.open,
    task,
    context,
    writer,
    slots,
    validator: first.validator,
    crc64: first.crc64,
    helpRule: deps.helpRule,
    wait: deps.wait,
    clear: () => target.truncate(0),
    // Not waited for: a slot that is forgotten in a crash is fetched again, and nothing is lost.
    onSlot: () => {
      if (!fetch.slots.isComplete()) rememberPart(target, fetch).catch(() => undefined)
    },
  }
  try {
    const noted = rememberPart(target, fetch)
    // Met again below: meanwhile the first bytes are on their way.
    noted.catch(() => undefined)
    const verification = await fetchAll(fetch, { ...first, body })
    context.moved()
    // By this note the file is known again if a crash comes between its name and the note of that.
    await noted
    return await finish(target, verification, context)
  } catch (thrown) {
    await putDown(target, fetch, thrown)
    throw thrown
  } finally {
    writer.close()
  }
}

/** The name is somebody else's by now: what an earlier attempt has is of no use. */
async function skip(task: DownloadTask, context: RunContext): Promise<Outcome> {
  if (task.part) {
    await rm(partPath(task.folder, task.part.name), { force: true }).catch(() => undefined)
    await context.remember({ part: undefined })
  }
  return { kind: 'skipped', reason: 'exists' }
}

async function rememberPart(target: TargetFile, fetch: Fetch): Promise<void> {
  const { validator, crc64, slots, writer, context } = fetch
  const sizeBytes = slots.sizeBytes()
  await context.remember({
    part: {
      name: target.partName,
      fileId: target.fileId,
      ...(crc64 === undefined ? {} : { crc64 }),
      validator: validator ?? '',
      ...(validator === undefined || sizeBytes === undefined
        ? {}
        : { slots: { sizeBytes, slotBytes: slots.slotBytes, slots: new Map(writer.kept()) } }),
    },
  })
}

/** Keeps the part file where a later try can go on with it, else removes it. */
async function putDown(target: TargetFile, fetch: Fetch, thrown: unknown): Promise<void> {
  const { context, slots, validator } = fetch
  const isCancelled = thrown instanceof AppError && thrown.code === 'CANCELLED'
  const mayGoOn = isCancelled
    ? context.keepsWork()
    : thrown instanceof AppError && thrown.info.retry !== 'never'
  if (mayGoOn && validator !== undefined && slots.haveBytes() > 0) {
    await rememberPart(target, fetch)
    await target.keep()
    return
  }
  await target.discard()
  await context.remember({ part: undefined })
}

async function finish(
  target: TargetFile,
  verification: Verification,
  context: RunContext,
): Promise<Outcome> {
  const placed = await target.commit()
  if (placed.kind === 'skipped') return { kind: 'skipped', reason: 'exists' }
  context.learn({ name: placed.name })
  context.saved(placed.path)
  return { kind: 'done', verification }
}

import type { Verification } from '../../shared/transfer'
import { AppError } from '../errors/app-error'
import { checksumMismatch } from './checksum-mismatch'
import { createSlots, type Slot, type Slots, slotSizeFor } from './download-slots'
import { createHelpers, type HelpRule } from './helpers'
import type { Incoming, OpenIncoming, ResumePoint } from './incoming'
import type { DownloadTask, RunContext } from './job'
import { receive } from './receive'
import { retrying, type Wait } from './retrying'
import type { SlotWriter } from './slot-writer'

/** One download as it stands; changed in place while bytes arrive. */
export type Fetch = {
  readonly open: OpenIncoming
  readonly task: DownloadTask
  readonly context: RunContext
  readonly writer: SlotWriter
  /** Empties the part file. */
  readonly clear: () => Promise<void>
  readonly onSlot: () => void
  readonly helpRule?: HelpRule | undefined
  /** Between two tries. */
  readonly wait?: Wait | undefined
  slots: Slots
  /** What must still hold for bytes to go on with; undefined when nothing can be gone on with. */
  validator: string | undefined
  /** What the newest answer says that the whole must sum up to. */
  crc64: string | undefined
}

/**
 * Reads until all is here, opening the link again where the connection was lost, and checks it. The
 * first answer is read from the front; where the server allows it, helpers fetch from the back
 * until they meet.
 * @param first the answer that is open already
 * @throws AppError BODY_CUT_SHORT | CHECKSUM_MISMATCH | DISK_FULL | CANCELLED | what `open` throws
 */
export async function fetchAll(fetch: Fetch, first: Incoming): Promise<Verification> {
  const helpers = createHelpers(fetch, first)
  // The newest answer says what the whole must be.
  let newest = first
  let next: Incoming | undefined = first
  const fromTheFront = async () => {
    for (let start = fetch.slots.firstFree(); start; start = fetch.slots.firstFree()) {
      const incoming = next ?? (await reopen(fetch, start))
      next = undefined
      newest = incoming
      try {
        const slot = await slotFor(fetch, start, incoming, helpers.stop)
        await receive(fetch, slot, incoming, false, fetch.context.signal)
      } finally {
        incoming.close()
      }
    }
  }
  const untilDone = () =>
    retrying(fetch.context.signal, fromTheFront, {
      wait: fetch.wait,
      progress: () => fetch.slots.haveBytes(),
    })
  try {
    await untilDone()
    await helpers.ended()
    // What a helper gave up is fetched here.
    await untilDone()
  } catch (thrown) {
    await helpers.stop()
    throw thrown
  }
  return verify(fetch, newest)
}

/** From where the next answer has to come; undefined when that is the beginning. */
export function resumePoint(
  { validator }: Pick<Fetch, 'validator'>,
  { first, haveBytes }: Slot,
): ResumePoint | undefined {
  const position = first + haveBytes
  return position > 0 && validator !== undefined ? { first: position, validator } : undefined
}

async function reopen(fetch: Fetch, start: Slot): Promise<Incoming> {
  try {
    return await fetch.open(fetch.task, resumePoint(fetch, start), fetch.context.signal)
  } catch (thrown) {
    // Another object by now: the next try takes it from its beginning.
    if (thrown instanceof AppError && thrown.code === 'OBJECT_CHANGED') {
      fetch.validator = undefined
      fetch.context.learn({ notice: 'object-changed' })
    }
    throw thrown
  }
}

/** Takes the slot that an answer goes on with; starts over when it is of another object. */
async function slotFor(
  fetch: Fetch,
  start: Slot,
  incoming: Incoming,
  stopHelpers: () => Promise<void>,
): Promise<Slot> {
  const { slots, context } = fetch
  const isWanted =
    incoming.first === start.first + start.haveBytes && incoming.sizeBytes === slots.sizeBytes()
  const before = fetch.validator
  fetch.validator = incoming.validator
  fetch.crc64 = incoming.crc64
  const slot = isWanted ? slots.take(start.number) : undefined
  if (slot) return slot
  // The server sent all of it again, or of something new: what is here belongs to another time.
  if (incoming.first > 0) throw new AppError('OBJECT_CHANGED', {}, { retry: 'automatic' })
  if (before !== undefined && before !== incoming.validator) {
    context.learn({ notice: 'object-changed' })
  }
  await stopHelpers()
  await fetch.clear()
  fetch.writer.reset()
  fetch.slots = createSlots(incoming.sizeBytes, slotSizeFor(incoming.sizeBytes))
  const restarted = fetch.slots.take(0)
  if (!restarted) throw new AppError('UNEXPECTED')
  return restarted
}

function verify(fetch: Fetch, newest: Incoming): Verification {
  const { context, slots, writer } = fetch
  context.verifying()
  context.learn({ sizeBytes: slots.haveBytes() })
  if (newest.crc64 === undefined) return newest.sizeBytes === undefined ? 'none' : 'length'
  const local = writer.whole()
  if (local === newest.crc64) return 'crc64'
  // Wrong bytes can't be gone on from.
  fetch.validator = undefined
  throw checksumMismatch(local, newest.crc64)
}

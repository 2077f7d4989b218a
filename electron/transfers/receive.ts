import { AppError } from '../errors/app-error'
import type { Slot, Slots } from './download-slots'
import type { Incoming } from './incoming'
import type { RunContext } from './job'
import { pumpFrom } from './pump-from'
import type { SlotWriter } from './slot-writer'

/** What bytes are received into. */
export type Receiver = {
  readonly slots: Slots
  readonly writer: SlotWriter
  readonly context: Pick<RunContext, 'pace' | 'progress'>
  /** Told when a slot is whole, written and summed. */
  readonly onSlot: () => void
}

/** Thrown by our own hand, to end a body that has nothing more for us. */
const ENOUGH = new AppError('CANCELLED')

/**
 * Takes the bytes of one answer: into its slot, then, when the answer is not bounded, into those
 * that follow as long as they are free and empty. Whatever happens, what has come is on disk and
 * summed in the end, and every slot is finished or given back.
 * @param slot taken; the body begins behind what it has
 * @param isBounded the answer ends with the slot
 * @throws AppError why the body broke; BODY_CUT_SHORT when it ended before its slot did
 */
export async function receive(
  receiver: Receiver,
  slot: Slot,
  incoming: Incoming,
  isBounded: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { slots, writer, context } = receiver
  let current: Slot | undefined = slot
  let sink = writer.open(slot)
  /** Nothing more is wanted: the body ends here by itself, and its connection can be used again. */
  let isOver = isFull(slot)

  /** The next slot when this answer may fill it. */
  async function following(full: Slot): Promise<Slot | undefined> {
    current = undefined
    await settle(receiver, full, sink)
    const next = slots.take(full.number + 1)
    if (next === undefined || next.haveBytes === 0) return next
    slots.giveBack(next)
    return undefined
  }

  /**
   * Pieces that a slot ends in, and all of them under a speed limit.
   * @param firstGrant how much of it may be moved first, where that was asked already
   */
  async function takeSlowly(chunk: Buffer, firstGrant?: number | Promise<number>): Promise<void> {
    let granted = firstGrant
    for (let left = chunk; left.length > 0 && !isOver && current; ) {
      const most = Math.min(left.length, missing(current))
      // In slices while a limit holds, so that what came is seen and kept piece by piece.
      const size = (await (granted ?? context.pace?.(most, signal))) ?? most
      granted = undefined
      const busy = sink.write(left.subarray(0, size))
      left = left.subarray(size)
      if (busy) await busy
      if (size < most) context.progress(slots.haveBytes())
      if (!isFull(current)) continue
      isOver = isBounded || current.end === slots.sizeBytes()
      if (isOver) break
      const next: Slot | undefined = await following(current)
      if (next === undefined) throw ENOUGH
      current = next
      sink = writer.open(next)
    }
    context.progress(slots.haveBytes())
  }

  function take(chunk: Buffer): Promise<void> | undefined {
    if (signal.aborted) throw new AppError('CANCELLED')
    if (isOver || !current || chunk.length >= missing(current)) return takeSlowly(chunk)
    const granted = context.pace?.(chunk.length, signal) ?? chunk.length
    if (granted !== chunk.length) return takeSlowly(chunk, granted)
    const busy = sink.write(chunk)
    context.progress(slots.haveBytes())
    return busy
  }

  /** Into the block itself. */
  const room = () => (isOver || !current ? undefined : sink.room(missing(current)))

  try {
    await pumpFrom(incoming.body, take, room)
    if (!current) return
    if (slots.sizeBytes() === undefined) slots.endAt(current, current.first + current.haveBytes)
    if (!isFull(current)) throw cutShort(slots)
  } catch (thrown) {
    if (thrown === ENOUGH) return
    // A connection that breaks behind the last byte has brought everything.
    if (!isOver || !isLost(thrown)) throw thrown
  } finally {
    if (current) await settle(receiver, current, sink)
  }
}

/** Writes and sums what a slot has, then finishes it or gives it back. @throws what a write threw */
async function settle(
  { slots, writer, onSlot }: Receiver,
  slot: Slot,
  sink: { flush(): Promise<void> },
): Promise<void> {
  try {
    await sink.flush()
    await writer.note(slot)
  } catch (thrown) {
    // Which of its bytes are on disk is not known: the slot starts over.
    slot.haveBytes = 0
    writer.forget(slot)
    slots.giveBack(slot)
    throw thrown
  }
  if (!isFull(slot)) {
    slots.giveBack(slot)
    return
  }
  slots.finish(slot)
  onSlot()
}

function isFull(slot: Slot): boolean {
  return missing(slot) === 0
}

function missing({ first, haveBytes, end }: Slot): number {
  return end - first - haveBytes
}

function cutShort(slots: Slots): AppError {
  return new AppError(
    'BODY_CUT_SHORT',
    { expectedBytes: slots.sizeBytes() ?? 0, receivedBytes: slots.haveBytes() },
    { retry: 'automatic' },
  )
}

function isLost(thrown: unknown): boolean {
  return (
    thrown instanceof AppError &&
    ['CONNECTION_LOST', 'STALLED', 'TOO_SLOW', 'BODY_CUT_SHORT'].includes(thrown.code)
  )
}

import { freeMemory } from '../bytes/free-memory'
import { AppError } from '../errors/app-error'
import type { Slot, Slots } from './download-slots'
import type { Incoming } from './incoming'
import type { RunContext } from './job'
import type { SlotWriter } from './slot-writer'

/** What bytes are received into. */
export type Receiver = {
  readonly slots: Slots
  readonly writer: SlotWriter
  readonly context: Pick<RunContext, 'pace' | 'progress'>
  /** Told when a slot is whole, written and summed. */
  readonly onSlot: () => void
}

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

  try {
    for await (const chunk of incoming.body) {
      if (signal.aborted) throw new AppError('CANCELLED')
      for (let left = chunk; left.length > 0 && !isOver; ) {
        const most = Math.min(left.length, current.end - current.first - current.haveBytes)
        // In slices while a limit holds, so that what came is seen and kept piece by piece.
        const size = context.pace ? await context.pace(most, signal) : most
        const piece = left.subarray(0, size)
        left = left.subarray(size)
        const busy = sink.write(piece)
        if (busy) await busy
        if (size < most) context.progress(slots.haveBytes())
        if (!isFull(current)) continue
        isOver = isBounded || current.end === slots.sizeBytes()
        if (isOver) break
        const next: Slot | undefined = await following(current)
        if (next === undefined) return
        current = next
        sink = writer.open(next)
      }
      freeMemory(chunk)
      context.progress(slots.haveBytes())
    }
    if (slots.sizeBytes() === undefined) slots.endAt(current, current.first + current.haveBytes)
    if (!isFull(current)) throw cutShort(slots)
  } catch (thrown) {
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
  return slot.first + slot.haveBytes === slot.end
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
    ['CONNECTION_LOST', 'STALLED', 'BODY_CUT_SHORT'].includes(thrown.code)
  )
}

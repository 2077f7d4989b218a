import { AppError } from '../errors/app-error'
import type { Slot, Slots } from './download-slots'
import type { Fetch } from './fetch-all'
import type { Incoming } from './incoming'
import { receive } from './receive'
import { retrying } from './retrying'

/** When further connections join in. */
export type HelpRule = { readonly afterMs: number; readonly unlessBytesPerSecond: number }

/**
 * After a second, unless one connection brings 100 MB/s: such a line is full, and three that share
 * it give more and smaller pieces, which cost several times the CPU (measured on loopback).
 */
const HELP_RULE: HelpRule = { afterMs: 1_000, unlessBytesPerSecond: 100_000_000 }

/** Connections beside the first: with three, one that is slow does not hold up the file. */
const HELPERS = 2

/** Further connections of one download. */
export type Helpers = {
  /** Resolves when none is at work and none will join any more. */
  ended(): Promise<void>
  /** Ends them at once; what they have is on disk. */
  stop(): Promise<void>
}

const NO_HELPERS: Helpers = { ended: async () => undefined, stop: async () => undefined }

/** Fetches slots from the back as long as there are enough, and leaves what fails to the front. */
export function createHelpers(
  fetch: Fetch,
  { allowsRanges, validator, sizeBytes }: Incoming,
): Helpers {
  const isLarge = sizeBytes !== undefined && sizeBytes > 2 * fetch.slots.slotBytes
  if (!allowsRanges || validator === undefined || !isLarge) return NO_HELPERS
  const { afterMs, unlessBytesPerSecond } = fetch.helpRule ?? HELP_RULE
  const stop = new AbortController()
  const signal = AbortSignal.any([fetch.context.signal, stop.signal])
  const helpers: Promise<void>[] = []
  let haveBytes = fetch.slots.haveBytes()

  const join = () => {
    for (let count = 0; count < HELPERS; count += 1) helpers.push(help(fetch, signal))
  }
  const look = () => {
    const gained = fetch.slots.haveBytes() - haveBytes
    haveBytes += gained
    if ((gained * 1000) / afterMs >= unlessBytesPerSecond) return
    clearInterval(timer)
    join()
  }
  const timer = setInterval(look, Math.max(afterMs, 1))
  if (afterMs === 0) {
    clearInterval(timer)
    join()
  }
  const ended = async () => {
    clearInterval(timer)
    await Promise.all(helpers)
  }
  return {
    ended,
    stop() {
      stop.abort()
      return ended()
    },
  }
}

async function help(fetch: Fetch, signal: AbortSignal): Promise<void> {
  const { slots } = fetch
  const one = async () => {
    const slot = slots.takeLast(1)
    if (slot) await fetchSlot(fetch, slots, slot, signal)
    return slot !== undefined
  }
  try {
    while (await retrying(signal, one, { wait: fetch.wait, progress: slots.haveBytes })) {
      // As long as there is one to take.
    }
  } catch {
    // The slot was given back: the front comes to it and meets the same failure, or none.
  }
}

async function fetchSlot(
  fetch: Fetch,
  slots: Slots,
  slot: Slot,
  signal: AbortSignal,
): Promise<void> {
  const { open, task, validator } = fetch
  const first = slot.first + slot.haveBytes
  const range = validator === undefined ? undefined : { first, last: slot.end - 1, validator }
  const incoming = await open(task, range, signal).catch((thrown) => {
    slots.giveBack(slot)
    throw thrown
  })
  try {
    if (incoming.first !== first || incoming.last !== slot.end - 1) {
      slots.giveBack(slot)
      throw new AppError('OBJECT_CHANGED')
    }
    await receive(fetch, slot, incoming, true, signal)
  } finally {
    incoming.close()
  }
}

import type { PracticeOperation } from '../../../electron/practice/practice-server'
import { diceFor } from './dice'

/** When the app is to be killed; counted from the moment at which its transfers go on. */
export type Trigger =
  /** At the n-th request, of one operation or of any. */
  | {
      readonly kind: 'request'
      readonly operation?: PracticeOperation
      readonly count: number
      /** 0 kills before the server has begun to answer; the server then goes on without the app. */
      readonly afterMs: number
      /** At so many requests of any kind at the latest: there may be none of this kind left. */
      readonly limit: number
    }
  /** When the n-th download has got its name. */
  | {
      readonly kind: 'file'
      readonly count: number
      readonly afterMs: number
      readonly limit: number
    }
  | { readonly kind: 'moment'; readonly afterMs: number }

/** Where a kill hurts most, and how many of them come along before the work is over. */
const TENDER: readonly { readonly operation: PracticeOperation; readonly most: number }[] = [
  { operation: 'InitiateMultipartUpload', most: 1 },
  { operation: 'UploadPart', most: 4 },
  { operation: 'CompleteMultipartUpload', most: 1 },
  { operation: 'PutObject', most: 12 },
  { operation: 'GetObject', most: 12 },
]

/**
 * A random moment of the next start. Kills are spread over the work that is left, so that the last
 * of them still meets some.
 * @param openRows transfers that are not done yet
 * @param killsLeft with this one
 */
export function planKill(
  seed: number,
  round: number,
  openRows: number,
  killsLeft: number,
): Trigger {
  const dice = diceFor(seed, 'kill', round)
  const share = Math.max(1, Math.floor(openRows / killsLeft))
  const afterMs = dice.pick([0, 0, dice.between(1, 20), dice.between(20, 120)])
  const chance = dice.next()
  const limit = 2 * share + 2
  if (chance < 0.1) return { kind: 'moment', afterMs: dice.between(0, 400) }
  if (chance < 0.35) {
    return { kind: 'file', count: dice.between(1, share), afterMs: Math.min(afterMs, 20), limit }
  }
  if (chance < 0.7) {
    const { operation, most } = dice.pick(TENDER)
    const count = dice.between(1, Math.min(most, share))
    return { kind: 'request', operation, count, afterMs, limit }
  }
  return { kind: 'request', count: dice.between(1, limit), afterMs, limit }
}

/** Waits for a trigger; fed with what happens. */
export type Trap = {
  request(operation: PracticeOperation): void
  file(): void
  /** Calls `kill` when the trigger comes, or after `patienceMs` when nothing happens any more. */
  arm(trigger: Trigger, kill: () => void, patienceMs: number): void
}

export function createTrap(): Trap {
  let armed: { trigger: Trigger; left: number; limit: number; spring: () => void } | undefined

  function count(isIt: (trigger: Trigger) => boolean, isRequest: boolean): void {
    if (!armed) return
    if (isIt(armed.trigger)) armed.left -= 1
    if (isRequest) armed.limit -= 1
    if (armed.left === 0 || armed.limit === 0) armed.spring()
  }

  return {
    request: (operation) =>
      count(
        (trigger) => trigger.kind === 'request' && (trigger.operation ?? operation) === operation,
        true,
      ),
    file: () => count((trigger) => trigger.kind === 'file', false),
    arm(trigger, kill, patienceMs) {
      const patience = setTimeout(() => spring(), patienceMs)
      const spring = () => {
        armed = undefined
        clearTimeout(patience)
        // At once means within the request: before the server has answered it.
        if (trigger.afterMs === 0) kill()
        else setTimeout(kill, trigger.afterMs)
      }
      if (trigger.kind === 'moment') spring()
      else armed = { trigger, left: trigger.count, limit: trigger.limit, spring }
    },
  }
}

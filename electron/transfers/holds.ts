import type { AppErrorInfo } from '../../shared/errors'
import type { Notice } from '../../shared/notices'
import type { Job } from './job'
import type { Notices } from './notices'

/**
 * What is done with a run that failed, before the failure counts: `hold` puts the row back in line,
 * where it waits for what it needs; `again` puts it back to run at once, since its need is met by
 * now; `fail` ends it without a further try. Without a verdict the retry policy decides.
 */
export type Verdict = 'hold' | 'again' | 'fail' | undefined

/**
 * How a row is doing, for whoever holds others back because of it. `alive`: its server answers;
 * `probing`: it may try for all that are held with it; `left`: it was paused, cancelled, stopped or
 * has failed for good, waiting or under way.
 */
export type RowSign = 'started' | 'alive' | 'done' | 'probing' | 'left'

/** What happens to held rows, as the queue is told. */
export type HoldEvent =
  /** Rows that are under way are held from now on, too. */
  | { readonly type: 'started' }
  /** Nothing holds the rows of this key any more. */
  | { readonly type: 'released'; readonly key: string }
  /** The first of the held rows of this key tries for all; it is told `probing`. */
  | { readonly type: 'probe'; readonly key: string }
  /** All waiting rows of this key fail with the same error; `done` is called when all have. */
  | {
      readonly type: 'failed'
      readonly key: string
      readonly error: AppErrorInfo
      readonly done: () => void
    }

/**
 * One reason for which rows are held instead of failing: an expired token, a full disk. Decides by
 * plain rules; time, disk and network come in from outside.
 */
export type Keeper = {
  /** Key of the hold that keeps a job from running now. Asked before each run: cheap. */
  holding(job: Job): string | undefined
  /** Judges a failure; may begin a hold. */
  judge(job: Job, error: AppErrorInfo): Verdict
  sign?(job: Job, sign: RowSign): void
  /**
   * What a cancelled job has on the server is about to be ended.
   * @returns judges why that failed, and gives the key of the hold that began, if one did
   */
  watchUndoing?(job: Job): (error: AppErrorInfo) => string | undefined
  /**
   * What the window is told while rows are held; undefined for the key of another keeper.
   * @param toEnd cancelled rows that have something on the server until the hold is over
   */
  noticeOf(key: string, waiting: number, toEnd: number): Notice | undefined
  /** "Try again now". */
  tryNow(key: string): void
}

/** All reasons together, as the queue sees them. */
export type Holds = Pick<Keeper, 'holding' | 'judge'> & {
  sign(job: Job, sign: RowSign): void
  watchUndoing(job: Job): (error: AppErrorInfo) => string | undefined
  /** The held rows of a key, or the cancelled ones, have become more or fewer. */
  heldChanged(key: string, waiting: number, toEnd: number): void
  /** @param listener the queue */
  listen(listener: (event: HoldEvent) => void): void
}

/** For queues in which nothing is ever held. */
export const NO_HOLDS: Holds = {
  holding: () => undefined,
  judge: () => undefined,
  sign: () => undefined,
  watchUndoing: () => () => undefined,
  heldChanged: () => undefined,
  listen: () => undefined,
}

/** @param keepersOf builds the reasons, the one that counts most first */
export function createHolds(
  notices: Pick<Notices, 'show' | 'clear'>,
  keepersOf: (deps: {
    tell: (event: HoldEvent) => void
    /** What a notice says has changed. */
    renotify: (key: string) => void
  }) => readonly Keeper[],
): Holds {
  let listener: (event: HoldEvent) => void = () => undefined
  const waitingFor = new Map<string, { readonly waiting: number; readonly toEnd: number }>()
  const keepers = keepersOf({ tell: (event) => listener(event), renotify })

  function renotify(key: string): void {
    const count = waitingFor.get(key)
    for (const keeper of keepers) {
      const notice = count && keeper.noticeOf(key, count.waiting, count.toEnd)
      if (!notice) continue
      notices.show(notice, () => keeper.tryNow(key))
      return
    }
    notices.clear(key)
  }

  return {
    holding(job) {
      for (const keeper of keepers) {
        const key = keeper.holding(job)
        if (key !== undefined) return key
      }
      return undefined
    },
    judge(job, error) {
      for (const keeper of keepers) {
        const verdict = keeper.judge(job, error)
        if (verdict !== undefined) return verdict
      }
      return undefined
    },
    sign(job, sign) {
      for (const keeper of keepers) keeper.sign?.(job, sign)
    },
    watchUndoing(job) {
      const judges = keepers.flatMap((keeper) => keeper.watchUndoing?.(job) ?? [])
      return (error) => {
        for (const judge of judges) {
          const key = judge(error)
          if (key !== undefined) return key
        }
        return undefined
      }
    },
    heldChanged(key, waiting, toEnd) {
      if (waiting === 0 && toEnd === 0) waitingFor.delete(key)
      else waitingFor.set(key, { waiting, toEnd })
      renotify(key)
    },
    listen(next) {
      listener = next
    },
  }
}

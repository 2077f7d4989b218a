import type { AppErrorInfo } from '../../shared/errors'
import type { ConnectionWatch } from './connection-watch'
import type { HoldEvent, Keeper, Verdict } from './holds'
import { afterFailure, type Breaker, HEALTHY, withoutProbe, withProbe } from './host-breaker'
import type { Job } from './job'
import { hostOf } from './job-facts'
import { isUnreachable } from './unreachable'

/**
 * Holds the rows of a host that does not answer: one at a time tries for all, and when nobody gets
 * through they fail together. Thousands of links to a dead host cost a minute, not hours, and links
 * to other hosts go on meanwhile.
 */
export function createHostKeeper(deps: {
  connections: ConnectionWatch
  now: () => number
  schedule: (run: () => void, delayMs: number) => void
  tell: (event: HoldEvent) => void
  renotify: (key: string) => void
}): Keeper {
  const breakers = new Map<string, Breaker>()
  const keyOf = (host: string) => `host ${host}`
  const breakerOf = (host: string) => breakers.get(host) ?? HEALTHY

  function set(host: string, breaker: Breaker): void {
    if (breaker === HEALTHY) breakers.delete(host)
    else breakers.set(host, breaker)
  }

  function heal(host: string): void {
    if (!breakers.has(host)) return
    const wasOpen = breakerOf(host).kind === 'open'
    set(host, HEALTHY)
    if (wasOpen) deps.tell({ type: 'released', key: keyOf(host) })
  }

  /** Lets one row try when it is time; an earlier plan for a state that is over does nothing. */
  function planProbe(host: string): void {
    const planned = breakerOf(host)
    if (planned.kind !== 'open') return
    deps.renotify(keyOf(host))
    deps.schedule(
      () => {
        if (breakerOf(host) === planned) probeNow(host)
      },
      Math.max(0, planned.nextTryAtMs - deps.now()),
    )
  }

  function probeNow(host: string): void {
    const breaker = breakerOf(host)
    if (breaker.kind !== 'open' || breaker.probe !== undefined) return
    deps.tell({ type: 'probe', key: keyOf(host) })
    // Nobody waits any more who could try.
    if (breakerOf(host) === breaker) heal(host)
  }

  function fail(host: string, job: Job, error: AppErrorInfo): Verdict {
    const before = breakerOf(host)
    const wasSlow = error.code === 'TIMED_OUT' || error.code === 'STALLED'
    const after = afterFailure(before, job.row.id, deps.now(), wasSlow)
    set(host, after)
    if (after.kind === 'closed') return undefined
    if (after.kind === 'open') {
      if (after !== before) planProbe(host)
      return 'hold'
    }
    if (before.kind === 'open') {
      const done = () => set(host, HEALTHY)
      deps.tell({ type: 'failed', key: keyOf(host), error, done })
    }
    return 'fail'
  }

  /** The row says nothing about its host any more: if it was to try, another one may. */
  function passOn(host: string, job: Job): void {
    const before = breakerOf(host)
    set(host, withoutProbe(before, job.row.id, deps.now()))
    if (breakerOf(host) !== before) planProbe(host)
  }

  return {
    holding(job) {
      if (breakers.size === 0) return undefined
      const host = hostOf(job, deps.connections)
      const breaker = host === undefined ? undefined : breakers.get(host)
      if (host === undefined || breaker === undefined || breaker.kind === 'closed') return undefined
      return breaker.kind === 'open' && breaker.probe === job.row.id ? undefined : keyOf(host)
    },
    judge(job, error) {
      const host = hostOf(job, deps.connections)
      if (host === undefined) return undefined
      if (isUnreachable(error) && isAbout(error, host)) return fail(host, job, error)
      if (error.oss !== undefined) heal(host)
      else passOn(host, job)
      return undefined
    },
    sign(job, sign) {
      if (breakers.size === 0 || sign === 'started') return
      const host = hostOf(job, deps.connections)
      if (host === undefined) return
      if (sign === 'probing') set(host, withProbe(breakerOf(host), job.row.id))
      else if (sign === 'left') passOn(host, job)
      else heal(host)
    },
    noticeOf(key, waiting) {
      for (const [host, breaker] of breakers) {
        if (breaker.kind !== 'open' || keyOf(host) !== key) continue
        return { about: 'host', key, waiting, host, nextTryAtMs: breaker.nextTryAtMs }
      }
      return undefined
    },
    tryNow(key) {
      for (const host of breakers.keys()) if (keyOf(host) === key) probeNow(host)
    },
  }
}

/** A link may lead on to a third host, whose silence is not the first one's. */
function isAbout(error: AppErrorInfo, host: string): boolean {
  const named = error.params.host
  return typeof named !== 'string' || named === host || named.endsWith(`.${host}`)
}

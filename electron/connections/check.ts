import { randomUUID } from 'node:crypto'
import { CHECK_STEPS, type CheckStep } from '../../shared/check-steps'
import type { ConnectionFields, ConnectionSecret } from '../../shared/connection'
import type { CheckReport } from '../../shared/ipc/contract'
import { AppError, errorInfoOf } from '../errors/app-error'
import type { OssClient, OssCredentials, OssTarget } from '../oss/oss-types'
import { RIGHT_CLOCK, type ServerClock } from '../oss/server-clock'
import { failedStepOf, isNotPermitted, suggestionFor } from './check-verdict'
import { bucketUrlOf, targetOf } from './oss-target'
import type { Probe, ProbeAnswer } from './probe'

/** 10 s: a healthy answer from across the world takes one; nobody waits longer for a test. */
const STEP_TIMEOUT_MS = 10_000
/** OSS refuses requests that are further off (EC 0002-00000504). */
const MAX_SKEW_MS = 15 * 60_000

export type CheckDeps = {
  readonly createClient: (target: OssTarget, credentials: OssCredentials) => OssClient
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Of this server: a clock of ours that is off is then no obstacle. */
  readonly clock?: ServerClock
  readonly probe: Probe
  /** For a key that nobody has. */
  readonly newId?: () => string
  readonly stepTimeoutMs?: number
  /** Where uploads will go; a key may be limited to it. '' for the root. */
  readonly directory?: string
}

type Step = CheckReport['steps'][number]
type Limited = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>

/**
 * "Test connection": tries step by step, with real requests, what transfers will need. It leaves
 * nothing in the bucket: writing is proven by starting a multipart upload and aborting it.
 * A key that may only put or only get is usable.
 * @param fields as `checkFields` leaves them
 * @throws AppError CANCELLED only; every other failure is part of the report
 */
export async function checkConnection(
  deps: CheckDeps,
  fields: ConnectionFields,
  secret: ConnectionSecret,
  signal?: AbortSignal,
): Promise<CheckReport> {
  const target = targetOf(fields)
  const timeoutMs = deps.stepTimeoutMs ?? STEP_TIMEOUT_MS
  const limited = limiter(target, timeoutMs, signal)
  const steps = new Map<CheckStep, Step>()
  const reportOf = (failure?: Step) => finished(steps, failure, fields)
  const note = (step: Step) => void steps.set(step.step, step)

  const reached = await reach(deps, target, limited)
  if ('step' in reached) return reportOf(reached)
  note(passed('reach'))
  const clock = clockStep(reached, deps.now(), deps.clock ?? RIGHT_CLOCK)
  if (clock.outcome === 'failed') return reportOf(clock)
  note(clock)

  const client = deps.createClient(target, secret)
  try {
    const directory = deps.directory ? `${deps.directory}/` : ''
    const list = await attempt('list', () =>
      limited((stop) => client.list({ prefix: directory, maxKeys: 1 }, { signal: stop })),
    )
    if (list.outcome === 'failed') return reportOf(atItsStep(list, target, deps.now()))
    for (const step of [passed('sign'), passed('bucket'), list]) note(step)

    const key = `${directory}.oss-courier-check-${(deps.newId ?? randomUUID)()}`
    note(await attempt('put', () => provePut(client, key, limited, limiter(target, timeoutMs))))
    if (signal?.aborted) throw new AppError('CANCELLED')
    note(await attempt('get', () => proveGet(client, key, limited)))
    return reportOf()
  } finally {
    client.close()
  }
}

/** The answer of a plain request, or why there is none. */
async function reach(
  deps: CheckDeps,
  target: OssTarget,
  limited: Limited,
): Promise<ProbeAnswer | Step> {
  let answer: ProbeAnswer | undefined
  const step = await attempt('reach', async () => {
    answer = await limited((stop) => deps.probe(bucketUrlOf(target), stop))
    const isUnbound =
      !answer.isOss || answer.code === 'NoSuchBucket' || answer.code === 'NoSuchCname'
    if (target.addressing === 'cname' && isUnbound) throw domainNotBound(target)
  })
  return answer !== undefined && step.outcome === 'passed' ? answer : { ...step, outcome: 'failed' }
}

function clockStep({ dateMs }: ProbeAnswer, nowMs: number, clock: ServerClock): Step {
  if (dateMs === undefined) return { step: 'clock', outcome: 'not-permitted' }
  const isOff = () => Math.abs(dateMs - nowMs - clock.offsetMs()) > MAX_SKEW_MS
  if (isOff()) clock.learn(dateMs, clock.offsetMs())
  if (!isOff()) return passed('clock')
  return { step: 'clock', outcome: 'failed', error: skewError(dateMs, nowMs).info }
}

/**
 * Starting an upload needs the right to put; ending it at once leaves no part, object or cost.
 * @param tidying not ended by the person's "stop", which must not leave the upload behind
 */
async function provePut(
  client: OssClient,
  key: string,
  limited: Limited,
  tidying: Limited,
): Promise<void> {
  const uploadId = await limited((stop) => client.initiateMultipart(key, {}, { signal: stop }))
  const abort = () => tidying((stop) => client.abortMultipart(key, uploadId, { signal: stop }))
  // A second try for a lost connection; a key without the right to abort may put all the same.
  await abort()
    .catch(abort)
    .catch(() => undefined)
}

/** For a key that nobody has, "not there" is the answer to those who may read. */
async function proveGet(client: OssClient, key: string, limited: Limited): Promise<void> {
  try {
    await limited((stop) => client.head(key, { signal: stop }))
  } catch (error) {
    if (errorInfoOf(error).code !== 'OSS_NO_SUCH_KEY') throw error
  }
}

async function attempt(step: CheckStep, work: () => Promise<unknown>): Promise<Step> {
  try {
    await work()
    return passed(step)
  } catch (thrown) {
    rethrowCancelled(thrown)
    // Anything else than an AppError is a bug, and the caller logs it as one.
    if (!(thrown instanceof AppError)) throw thrown
    const error = thrown.info
    return { step, outcome: isNotPermitted(error) ? 'not-permitted' : 'failed', error }
  }
}

/** The failure of the first signed request, at the step it is about and in that step's words. */
function atItsStep(failure: Step, target: OssTarget, nowMs: number): Step {
  const { error } = failure
  if (!error) return failure
  // A bound domain leads to its bucket or nowhere: the bucket's name is not in the request.
  if (target.addressing === 'cname' && error.code === 'OSS_NO_SUCH_BUCKET') {
    return { ...failure, step: 'reach', error: { ...domainNotBound(target).info, oss: error.oss } }
  }
  const serverMs = error.params.serverMs
  const isSkew = error.code === 'OSS_CLOCK_SKEWED' && typeof serverMs === 'number'
  const params = isSkew
    ? { ...error.params, ...skewError(serverMs, nowMs).info.params }
    : error.params
  return { ...failure, step: failedStepOf(error), error: { ...error, params } }
}

function finished(
  steps: ReadonlyMap<CheckStep, Step>,
  failure: Step | undefined,
  fields: ConnectionFields,
): CheckReport {
  const all = CHECK_STEPS.map((step): Step => {
    if (failure?.step === step) return failure
    return steps.get(step) ?? { step, outcome: 'skipped' }
  })
  const usable = all.some(
    ({ step, outcome }) => (step === 'put' || step === 'get') && outcome === 'passed',
  )
  const suggestion = failure?.error && suggestionFor(failure.error, fields)
  return { usable, steps: all, ...(suggestion ? { suggestion } : {}) }
}

/** Ends work that takes too long, and tells that from the person's own "stop". */
function limiter(target: OssTarget, timeoutMs: number, signal?: AbortSignal): Limited {
  const host = new URL(target.endpoint).hostname
  return async (work) => {
    // Not AbortSignal.any with AbortSignal.timeout: in Node 20 the collector may take the timer.
    const stop = new AbortController()
    let isLate = false
    const late = () => {
      isLate = true
      stop.abort()
    }
    const timer = setTimeout(late, timeoutMs)
    const onAbort = () => stop.abort()
    signal?.addEventListener('abort', onAbort, { once: true })
    if (signal?.aborted) onAbort()
    try {
      return await work(stop.signal)
    } catch (cause) {
      if (signal?.aborted) throw new AppError('CANCELLED', {}, { cause })
      if (isLate) throw new AppError('TIMED_OUT', { host }, { retry: 'manual', cause })
      throw cause
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
  }
}

function passed(step: CheckStep): Step {
  return { step, outcome: 'passed' }
}

function domainNotBound(target: OssTarget): AppError {
  const { hostname: host } = new URL(target.endpoint)
  return new AppError('OSS_DOMAIN_NOT_BOUND', { host }, { retry: 'after-settings' })
}

function skewError(serverMs: number, nowMs: number): AppError {
  const minutes = Math.round(Math.abs(serverMs - nowMs) / 60_000)
  return new AppError('OSS_CLOCK_SKEWED', { minutes }, { retry: 'after-settings' })
}

function rethrowCancelled(thrown: unknown): void {
  if (thrown instanceof AppError && thrown.code === 'CANCELLED') throw thrown
}

import { type CheckDeps, checkConnection } from '../../electron/connections/check'
import type { ProbeAnswer } from '../../electron/connections/probe'
import { AppError } from '../../electron/errors/app-error'
import type { OssClient, OssTarget } from '../../electron/oss/oss-types'
import type { ConnectionFields } from '../../shared/connection'
import type { AppErrorCode, OssAnswer } from '../../shared/errors'
import type { CheckReport } from '../../shared/ipc/contract'
import { someFields, someSecret } from './connection-builders'
import { type ScriptedOssClient, scriptedOssClient } from './scripted-oss-client'

/** The test's present. */
export const nowMs = Date.UTC(2026, 10, 23, 12)
/** What OSS says to a request without a key. */
const fromOss: ProbeAnswer = { status: 403, isOss: true, code: 'AccessDenied', dateMs: nowMs }

/** A call that OSS refuses. */
export const refuse =
  (code: AppErrorCode, params: Record<string, string | number> = {}, oss?: OssAnswer) =>
  async (): Promise<never> => {
    throw new AppError(code, params, { retry: 'after-settings', ...(oss ? { oss } : {}) })
  }
/** A call that this key may not make. */
export const denied = refuse('OSS_ACCESS_DENIED', {}, { httpStatus: 403, code: 'AccessDenied' })
/** A bucket in which this key may do everything. */
export const allows = {
  list: async () => ({ keys: [] }),
  initiateMultipart: async () => 'upload-1',
  abortMultipart: async () => undefined,
  head: refuse('OSS_NO_SUCH_KEY'),
}

/** Runs the test against a scripted server. */
export async function check(
  answers: Partial<OssClient>,
  more: {
    fields?: Partial<ConnectionFields>
    deps?: Partial<CheckDeps>
    signal?: AbortSignal
  } = {},
): Promise<{ report: CheckReport; client: ScriptedOssClient | undefined; probed: string[] }> {
  const probed: string[] = []
  let client: ScriptedOssClient | undefined
  const deps: CheckDeps = {
    createClient: (target: OssTarget) => {
      client = scriptedOssClient(target, answers)
      return client
    },
    now: () => nowMs,
    newId: () => 'random',
    probe: async (url) => {
      probed.push(url)
      return fromOss
    },
    ...more.deps,
  }
  const report = await checkConnection(deps, someFields(more.fields), someSecret(), more.signal)
  return { report, client, probed }
}

/** Step by step. */
export const outcomes = ({ report }: { report: CheckReport }) =>
  Object.fromEntries(report.steps.map(({ step, outcome }) => [step, outcome]))
/** Why a step did not pass. */
export const errorOf = ({ report }: { report: CheckReport }, step: string) =>
  report.steps.find((one) => one.step === step)?.error

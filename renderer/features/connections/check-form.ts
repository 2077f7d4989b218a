import { type BucketProblem, checkBucketName } from '../../../shared/bucket-name'
import type { ConnectionSummary } from '../../../shared/connection'
import { strangeHost } from '../../../shared/connection-hosts'
import type { ConnectionProblem } from '../../../shared/connection-problem'
import { type EndpointProblem, parseEndpoint } from '../../../shared/endpoint'
import { isRegionId } from '../../../shared/oss-regions'
import type { connections as words } from '../../text/en/connections'
import { fieldsOf } from './connection-draft'
import { addressOf, type ConnectionForm, isIpAddress, regionOf } from './connection-form'
import { isNewSecret, tidySecret } from './new-secret'

/** Problems that only the form knows; their words are the list. */
export type FormProblem = keyof typeof words.problem

export type FieldName =
  | 'endpoint'
  | 'domain'
  | 'bucket'
  | 'region'
  | 'linkDomain'
  | 'keyId'
  | 'keySecret'
  | 'stsToken'
  | 'label'
  | 'keepUntilQuit'

/** What is wrong with one field, and what one click could put there instead. */
export interface FieldProblem {
  readonly problem: EndpointProblem | BucketProblem | ConnectionProblem | FormProblem
  /** An address that would be taken. */
  readonly suggestion?: string
  /** The bucket found in the address. */
  readonly bucket?: string
}
export type FormProblems = Partial<Record<FieldName, FieldProblem>>

/** What the form has to know of the world around it. */
export interface FormCircumstances {
  /** The connection that is edited; its secret is kept when the fields stay empty. */
  readonly stored?: ConnectionSummary | undefined
  readonly keyringAvailable: boolean
}

/** Everything that stands between the form and "Save"; fields that are fine are absent. */
export function checkForm(form: ConnectionForm, about: FormCircumstances): FormProblems {
  const problems: [FieldName, FieldProblem | undefined][] = [
    form.mode === 'cname' ? ['domain', domainProblem(form)] : ['endpoint', endpointProblem(form)],
    ['bucket', bucketProblem(form.bucket)],
    ['region', plain(regionProblem(form))],
    ['linkDomain', linkDomainProblem(form)],
    ...secretProblems(form, about),
    ['label', form.label.trim().length > 100 ? { problem: 'LABEL_TOO_LONG' } : undefined],
    [
      'keepUntilQuit',
      about.keyringAvailable || form.keepUntilQuit ? undefined : { problem: 'KEEP_NOT_ACCEPTED' },
    ],
  ]
  return Object.fromEntries(problems.filter(([, problem]) => problem !== undefined))
}

function plain(problem: FormProblem | ConnectionProblem | undefined): FieldProblem | undefined {
  return problem === undefined ? undefined : { problem }
}

function endpointProblem(form: ConnectionForm): FieldProblem | undefined {
  const parsed = addressOf(form)
  if (parsed.ok) {
    const isWrong = isIpAddress(parsed.endpoint.host) && !form.pathStyle
    return isWrong ? { problem: 'ADDRESS_NEEDS_PATH_STYLE' } : undefined
  }
  const { problem, suggestion, bucket } = parsed
  return {
    problem,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(bucket === undefined ? {} : { bucket }),
  }
}

function domainProblem(form: ConnectionForm): FieldProblem | undefined {
  const parsed = addressOf(form)
  if (parsed.ok) return parsed.endpoint.kind === 'custom' ? undefined : { problem: 'DOMAIN_IS_OSS' }
  if (parsed.problem === 'ENDPOINT_EMPTY') return { problem: 'DOMAIN_EMPTY' }
  if (parsed.problem === 'ENDPOINT_HAS_BUCKET') return { problem: 'DOMAIN_IS_OSS' }
  // What follows one's own domain names no bucket.
  const { problem, suggestion } = parsed
  return suggestion === undefined ? { problem } : { problem, suggestion }
}

function bucketProblem(typed: string): FieldProblem | undefined {
  const problem = checkBucketName(typed.trim())
  if (problem !== 'BUCKET_IS_URL') return problem === undefined ? undefined : { problem }
  const parsed = parseEndpoint(typed)
  if (parsed.ok || parsed.bucket === undefined || parsed.suggestion === undefined)
    return { problem }
  return { problem, bucket: parsed.bucket, suggestion: parsed.suggestion }
}

function regionProblem(form: ConnectionForm): ConnectionProblem | undefined {
  const parsed = addressOf(form)
  const region = regionOf(form)
  // Whoever has not given an address yet is asked for that alone.
  if (form.mode === 'endpoint' && !parsed.ok) return undefined
  if (region === '') return form.signatureVersion === 'v4' ? 'REGION_NEEDED' : undefined
  const isOwnServer = form.mode === 'endpoint' && parsed.ok && parsed.endpoint.kind === 'custom'
  const isGood = isOwnServer ? /^[a-z0-9][a-z0-9-]{0,59}$/.test(region) : isRegionId(region)
  return isGood ? undefined : 'REGION_BAD'
}

function linkDomainProblem(form: ConnectionForm): FieldProblem | undefined {
  if (form.mode === 'cname' || form.linkDomain.trim() === '') return undefined
  const parsed = parseEndpoint(form.linkDomain)
  if (parsed.ok)
    return parsed.endpoint.kind === 'custom' ? undefined : { problem: 'LINK_DOMAIN_IS_OSS' }
  if (parsed.problem === 'ENDPOINT_HAS_BUCKET') return { problem: 'LINK_DOMAIN_IS_OSS' }
  return { problem: 'LINK_DOMAIN_BAD' }
}

function secretProblems(
  form: ConnectionForm,
  about: FormCircumstances,
): [FieldName, FieldProblem | undefined][] {
  const { stored } = about
  if (stored?.hasSecret && !isNewSecret(form)) {
    const isElsewhere = strangeHost(stored, fieldsOf(form)) !== undefined
    return isElsewhere ? [['keyId', { problem: 'NEW_HOST_NEEDS_SECRET' }]] : []
  }
  const keyId = tidySecret(form.keyId)
  const secret = tidySecret(form.keySecret)
  return [
    ['keyId', plain(keyIdProblem(keyId, about))],
    ['keySecret', plain(keySecretProblem(secret, keyId, about))],
    ['stsToken', /\s/.test(tidySecret(form.stsToken)) ? { problem: 'TOKEN_HAS_SPACE' } : undefined],
  ]
}

function keyIdProblem(keyId: string, about: FormCircumstances): FormProblem | undefined {
  if (keyId === '') return about.stored?.hasSecret ? 'KEY_ID_MISSING_FOR_SECRET' : 'KEY_ID_EMPTY'
  return /\s/.test(keyId) ? 'KEY_ID_HAS_SPACE' : undefined
}

function keySecretProblem(
  secret: string,
  keyId: string,
  about: FormCircumstances,
): FormProblem | undefined {
  if (secret === '') return about.stored?.hasSecret ? 'SECRET_MISSING_FOR_ID' : 'SECRET_EMPTY'
  if (/\s/.test(secret)) return 'SECRET_HAS_SPACE'
  return secret === keyId ? 'SECRET_IS_ID' : undefined
}

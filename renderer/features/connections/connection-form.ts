import type { ConnectionSummary, SignatureVersion } from '../../../shared/connection'
import { type Endpoint, type ParsedEndpoint, parseEndpoint } from '../../../shared/endpoint'
import { publicEndpoint } from '../../../shared/oss-hosts'

/** The public forms of a region's endpoint, in the order in which they are offered. */
export const REACHES = [
  'public',
  'internal',
  'accelerate',
  'accelerate-overseas',
  'dual-stack',
] as const
export type Reach = (typeof REACHES)[number]

/** What stands in the fields, as typed. `endpoint` and `domain` are both kept when the mode changes. */
export interface ConnectionForm {
  readonly mode: 'endpoint' | 'cname'
  readonly endpoint: string
  readonly domain: string
  readonly https: boolean
  /** Only in mode `endpoint`: `http://server/bucket/key`. */
  readonly pathStyle: boolean
  readonly bucket: string
  /** Picked or typed; what the endpoint itself says comes first. */
  readonly region: string
  readonly signatureVersion: SignatureVersion
  readonly linkDomain: string
  readonly keyId: string
  readonly keySecret: string
  readonly stsToken: string
  readonly label: string
  readonly keepUntilQuit: boolean
}

export const EMPTY_FORM: ConnectionForm = {
  mode: 'endpoint',
  endpoint: '',
  domain: '',
  https: true,
  pathStyle: false,
  bucket: '',
  region: '',
  signatureVersion: 'v4',
  linkDomain: '',
  keyId: '',
  keySecret: '',
  stsToken: '',
  label: '',
  keepUntilQuit: false,
}

/** The form of a stored connection: everything but the secret, which the page never gets back. */
export function formOf(summary: ConnectionSummary): ConnectionForm {
  const { bucket, region, signatureVersion, linkDomain, label } = summary
  const isCname = summary.addressing === 'cname'
  const form: ConnectionForm = {
    ...EMPTY_FORM,
    mode: isCname ? 'cname' : 'endpoint',
    pathStyle: summary.addressing === 'path-style',
    bucket,
    region,
    signatureVersion,
    linkDomain,
    label,
    keepUntilQuit: summary.protection === 'session',
  }
  return changeForm(form, isCname ? { domain: summary.endpoint } : { endpoint: summary.endpoint })
}

/** A form after typing; a scheme that is typed or pasted moves the HTTPS switch. */
export function changeForm(form: ConnectionForm, change: Partial<ConnectionForm>): ConnectionForm {
  const address = change.endpoint ?? change.domain
  const scheme = address === undefined ? undefined : /^\s*(https?):\/\//i.exec(address)?.[1]
  const https = scheme === undefined ? form.https : scheme.toLowerCase() === 'https'
  const changed = { ...form, https, ...change }
  if (change.https !== undefined) return withoutSchemes(changed)
  return change.endpoint === undefined ? changed : { ...changed, ...toldByEndpoint(changed) }
}

/** What an endpoint says by itself: its region, and whether the bucket must be in the path. */
function toldByEndpoint(form: ConnectionForm): Partial<ConnectionForm> {
  const parsed = parseEndpoint(form.endpoint)
  if (!parsed.ok) return {}
  const { host, kind, region } = parsed.endpoint
  if (kind === 'custom') return isIpAddress(host) ? { pathStyle: true } : {}
  return { pathStyle: false, ...(region === undefined ? {} : { region }) }
}

/** True for `127.0.0.1`, before which no bucket can stand. */
export function isIpAddress(host: string): boolean {
  return /^[\d.]+$/.test(host)
}

/** The address of the current mode. */
export function addressOf(form: ConnectionForm): ParsedEndpoint {
  const parsed = parseEndpoint(form.mode === 'cname' ? form.domain : form.endpoint)
  if (!parsed.ok) return parsed
  return { ok: true, endpoint: { ...parsed.endpoint, scheme: form.https ? 'https' : 'http' } }
}

/** True for plain HTTP, except to this computer itself, which nobody else sees. */
export function isReadableOnTheWay(form: ConnectionForm): boolean {
  const parsed = addressOf(form)
  const host = parsed.ok ? parsed.endpoint.host : ''
  return !form.https && host !== 'localhost' && !host.startsWith('127.')
}

/** Region id for the signature, '' while unknown. */
export function regionOf(form: ConnectionForm): string {
  return derivedRegion(form) ?? tidyRegion(form.region)
}

/** How the endpoint reaches OSS; undefined for an address of one's own. */
export function reachOf(form: ConnectionForm): Reach | undefined {
  const kind = kindOf(form)
  return kind === 'custom' ? undefined : (kind ?? 'public')
}

/** True where the region must be asked for because the address is no address of OSS. */
export function asksRegion(form: ConnectionForm): boolean {
  return form.mode === 'endpoint' && kindOf(form) === 'custom'
}

/** Fills the endpoint for a region; acceleration has one for all, so there only the region changes. */
export function pickRegion(form: ConnectionForm, region: string): ConnectionForm {
  if (form.mode === 'cname' || region === '') return { ...form, region }
  return withEndpoint({ ...form, region }, region, reachOf(form) ?? 'public')
}

/** Fills the endpoint for another way of reaching the same region. */
export function pickReach(form: ConnectionForm, reach: Reach): ConnectionForm {
  const region = regionOf(form)
  return withEndpoint({ ...form, region }, region, reach)
}

function withEndpoint(form: ConnectionForm, region: string, reach: Reach): ConnectionForm {
  return { ...form, endpoint: publicEndpoint(region, reach), pathStyle: false }
}

function kindOf(form: ConnectionForm): Endpoint['kind'] | undefined {
  const parsed = parseEndpoint(form.endpoint)
  return parsed.ok ? parsed.endpoint.kind : undefined
}

function derivedRegion(form: ConnectionForm): string | undefined {
  if (form.mode === 'cname') return undefined
  const parsed = parseEndpoint(form.endpoint)
  return parsed.ok ? parsed.endpoint.region : undefined
}

/** `oss-cn-hangzhou-internal` is how the console writes what signatures call `cn-hangzhou`. */
function tidyRegion(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .replace(/^oss-/, '')
    .replace(/-internal$/, '')
}

function withoutSchemes(form: ConnectionForm): ConnectionForm {
  const bare = (text: string): string => text.replace(/^\s*https?:\/\//i, '')
  return { ...form, endpoint: bare(form.endpoint), domain: bare(form.domain) }
}

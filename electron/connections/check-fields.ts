import { type BucketProblem, checkBucketName } from '../../shared/bucket-name'
import type { ConnectionFields } from '../../shared/connection'
import type { ConnectionProblem } from '../../shared/connection-problem'
import {
  type Endpoint,
  type EndpointProblem,
  formatEndpoint,
  parseEndpoint,
} from '../../shared/endpoint'
import { isRegionId } from '../../shared/oss-regions'
import { AppError } from '../errors/app-error'

/** Fields that make sense, in the form in which they are stored, and their endpoint taken apart. */
export type CheckedFields = { readonly fields: ConnectionFields; readonly endpoint: Endpoint }

/** The region of OSS-compatible servers is any word; those of OSS have a form. */
const ANY_REGION = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/**
 * Fields as they are stored: endpoint with scheme and in its shortest form, region by the endpoint
 * where it tells it, link domain with scheme.
 * @throws AppError CONNECTION_INVALID { problem: EndpointProblem | BucketProblem | ConnectionProblem }
 */
export function checkFields(typed: ConnectionFields): CheckedFields {
  const endpoint = endpointOf(typed)
  const bucket = typed.bucket.trim()
  const bucketProblem = checkBucketName(bucket)
  if (bucketProblem) throw invalid(bucketProblem)
  const fields = {
    label: typed.label.trim(),
    addressing: typed.addressing,
    endpoint: formatEndpoint(endpoint),
    bucket,
    region: regionOf(typed, endpoint),
    signatureVersion: typed.signatureVersion,
    linkDomain: linkDomainOf(typed),
  }
  return { fields, endpoint }
}

/** A refusal of the fields. */
export function invalid(
  problem: EndpointProblem | BucketProblem | ConnectionProblem,
  more: { suggestion?: string; host?: string } = {},
): AppError {
  return new AppError('CONNECTION_INVALID', { problem, ...more })
}

function endpointOf(typed: ConnectionFields): Endpoint {
  const parsed = parseEndpoint(typed.endpoint)
  if (!parsed.ok) {
    const { problem, suggestion } = parsed
    throw invalid(problem, suggestion === undefined ? {} : { suggestion })
  }
  const { endpoint } = parsed
  if (typed.addressing === 'cname' && endpoint.kind !== 'custom') throw invalid('DOMAIN_IS_OSS')
  const isAddress = /^[\d.]+$/.test(endpoint.host)
  if (typed.addressing === 'virtual-host' && isAddress) throw invalid('ADDRESS_NEEDS_PATH_STYLE')
  return endpoint
}

function regionOf(typed: ConnectionFields, endpoint: Endpoint): string {
  if (endpoint.region !== undefined) return endpoint.region
  const region = typed.region
    .trim()
    .toLowerCase()
    .replace(/^oss-/, '')
    .replace(/-internal$/, '')
  if (region === '') {
    if (typed.signatureVersion === 'v4') throw invalid('REGION_NEEDED')
    return ''
  }
  const isOwnServer = endpoint.kind === 'custom' && typed.addressing !== 'cname'
  if (!(isOwnServer ? ANY_REGION.test(region) : isRegionId(region))) throw invalid('REGION_BAD')
  return region
}

function linkDomainOf(typed: ConnectionFields): string {
  if (typed.linkDomain.trim() === '') return ''
  const parsed = parseEndpoint(typed.linkDomain)
  if (!parsed.ok) {
    throw invalid(
      parsed.problem === 'ENDPOINT_HAS_BUCKET' ? 'LINK_DOMAIN_IS_OSS' : 'LINK_DOMAIN_BAD',
    )
  }
  if (parsed.endpoint.kind !== 'custom') throw invalid('LINK_DOMAIN_IS_OSS')
  return formatEndpoint(parsed.endpoint)
}

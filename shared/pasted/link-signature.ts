import { decodePercent } from '../percent-decode'

/** From when and until when a signed link works, as far as it says so; epoch milliseconds. */
export type LinkSignature = { startsAtMs?: number; expiresAtMs?: number }

/**
 * Reads the signature of a link from its query (with or without `?`): OSS V1, V2 and V4, and the
 * two of S3 that OSS takes as well. `undefined` when the link is not signed.
 */
export function readLinkSignature(search: string): LinkSignature | undefined {
  if (!/signature/i.test(search)) return undefined
  const query = queryOf(search)
  if (query.has('x-oss-signature')) {
    // V2 has no date, and its `x-oss-expires` is a moment instead of a duration.
    return query.has('x-oss-date')
      ? fromDate(query.get('x-oss-date'), query.get('x-oss-expires'))
      : fromMoment(query.get('x-oss-expires'))
  }
  if (query.has('x-amz-signature'))
    return fromDate(query.get('x-amz-date'), query.get('x-amz-expires'))
  const hasKeyId = query.has('ossaccesskeyid') || query.has('awsaccesskeyid')
  return hasKeyId && query.has('signature') ? fromMoment(query.get('expires')) : undefined
}

function queryOf(search: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>()
  for (const pair of search.replace(/^\?/, '').split('&')) {
    const equals = pair.indexOf('=')
    const name = equals < 0 ? pair : pair.slice(0, equals)
    query.set(
      decodePercent(name).toLowerCase(),
      equals < 0 ? '' : decodePercent(pair.slice(equals + 1)),
    )
  }
  return query
}

function fromMoment(unixSeconds: string | undefined): LinkSignature {
  const seconds = wholeNumber(unixSeconds)
  return seconds === undefined ? {} : { expiresAtMs: seconds * 1000 }
}

/** `20261123T140509Z` and a duration in seconds. */
function fromDate(date: string | undefined, seconds: string | undefined): LinkSignature {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/
    .exec(date ?? '')
    ?.slice(1)
    .map(Number)
  if (!parts) return {}
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
  const startsAtMs = Date.UTC(year, month - 1, day, hour, minute, second)
  const duration = wholeNumber(seconds)
  return duration === undefined
    ? { startsAtMs }
    : { startsAtMs, expiresAtMs: startsAtMs + duration * 1000 }
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined
}

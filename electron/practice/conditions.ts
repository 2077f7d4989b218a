import { OssError } from './oss-error'

/** The four conditions of RFC 9110, as raw header values. */
export type Conditions = {
  readonly ifMatch?: string | undefined
  readonly ifNoneMatch?: string | undefined
  readonly ifModifiedSince?: string | undefined
  readonly ifUnmodifiedSince?: string | undefined
}

/** What they are checked against. */
export type Validators = {
  /** Without quotes. */
  readonly etag: string
  readonly modifiedMs: number
}

function failed(condition: string): OssError {
  const message = 'At least one of the pre-conditions you specified did not hold.'
  return new OssError(412, 'PreconditionFailed', message, {
    ec: '0026-00000013',
    details: [['Condition', condition]],
  })
}

function names(list: string, etag: string): boolean {
  return list.split(',').some((item) => {
    const tag = item
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1')
    return tag === '*' || tag.toUpperCase() === etag.toUpperCase()
  })
}

/**
 * @returns `not-modified` when the answer is 304
 * @throws OssError PreconditionFailed (412) naming the header
 */
export function checkConditions(
  conditions: Conditions,
  { etag, modifiedMs }: Validators,
): 'go-on' | 'not-modified' {
  const modifiedSeconds = Math.floor(modifiedMs / 1000)
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions
  if (ifMatch !== undefined && !names(ifMatch, etag)) throw failed('If-Match')
  const unmodified = Date.parse(ifUnmodifiedSince ?? '') / 1000
  if (modifiedSeconds > unmodified) throw failed('If-Unmodified-Since')
  if (ifNoneMatch !== undefined) return names(ifNoneMatch, etag) ? 'not-modified' : 'go-on'
  const since = Date.parse(ifModifiedSince ?? '') / 1000
  return modifiedSeconds <= since ? 'not-modified' : 'go-on'
}

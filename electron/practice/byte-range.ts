import { OssError } from './oss-error'

/** Bytes `start` to `endExclusive` of a content. */
export type ByteRange = { readonly start: number; readonly endExclusive: number }

function outOfRange(header: string, sizeBytes: number): OssError {
  const message = 'The requested range cannot be satisfied.'
  return new OssError(416, 'InvalidRange', message, {
    ec: '0026-00000031',
    details: [
      ['RangeRequested', header],
      ['ActualObjectSize', String(sizeBytes)],
    ],
    headers: { 'content-range': `bytes */${sizeBytes}` },
  })
}

/**
 * What a `Range` header asks for, by the rules of the service: only one range; one that cannot be
 * read means the whole object; one that reaches out of the object means the whole object too,
 * unless the client sent `x-oss-range-behavior: standard`, and then it is cut or refused.
 * @returns undefined for the whole object (status 200)
 * @throws OssError InvalidRange (416), only with the standard behaviour
 */
export function readByteRange(
  header: string | undefined,
  standard: boolean,
  sizeBytes: number,
): ByteRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '') ?? []
  if (header === undefined || (first === '' && last === '')) return undefined
  if (first === '') {
    const count = Number(last)
    if (count > 0 && count <= sizeBytes) {
      return { start: sizeBytes - count, endExclusive: sizeBytes }
    }
    if (!standard) return undefined
    if (count === 0 || sizeBytes === 0) throw outOfRange(header, sizeBytes)
    return { start: 0, endExclusive: sizeBytes }
  }
  const start = Number(first)
  const endExclusive = last === '' ? sizeBytes : Number(last) + 1
  if (endExclusive <= start && last !== '') return undefined
  if (start >= sizeBytes) {
    if (standard) throw outOfRange(header, sizeBytes)
    return undefined
  }
  if (endExclusive > sizeBytes) return standard ? { start, endExclusive: sizeBytes } : undefined
  return { start, endExclusive }
}

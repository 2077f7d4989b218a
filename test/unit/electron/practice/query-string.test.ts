import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OssError } from '../../../../electron/practice/oss-error'
import { parseQuery, parseRequestUrl } from '../../../../electron/practice/query-string'

describe('reading a query', () => {
  it('gives back any pairs that were percent-encoded, in their order', () => {
    const text = fc.string({ unit: 'binary' })
    const pairs = fc.array(
      fc.tuple(
        text.filter((name) => name !== ''),
        text,
      ),
    )
    fc.assert(
      fc.property(pairs, (sent) => {
        const encoded = sent.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
        expect(parseQuery(encoded).pairs).toEqual(sent)
      }),
    )
  })

  it('takes a name without a value, a value with =, and + for a space', () => {
    const query = parseQuery('acl&a=b=c&d=e+f%2B&&')
    expect(query.pairs).toEqual([
      ['acl', ''],
      ['a', 'b=c'],
      ['d', 'e f+'],
    ])
    expect(query.get('acl')).toBe('')
    expect(query.get('missing')).toBeUndefined()
    expect(query.has('a')).toBe(true)
  })

  it('fails only with InvalidURI, whatever comes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseRequestUrl(`/${text}`)
        } catch (cause) {
          expect(cause).toBeInstanceOf(OssError)
          expect(cause).toMatchObject({ status: 400, code: 'InvalidURI' })
        }
      }),
    )
  })

  it('leaves dots and plus signs of a path alone', () => {
    expect(parseRequestUrl('/b/a/../c+d%2Be').path).toBe('/b/a/../c+d+e')
  })

  it.each(['*', 'http://localhost/x', ''])('refuses %j as a request target', (url) => {
    expect(() => parseRequestUrl(url)).toThrow(OssError)
  })
})

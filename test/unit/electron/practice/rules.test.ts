import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readByteRange } from '../../../../electron/practice/byte-range'
import { checkConditions } from '../../../../electron/practice/conditions'
import { assertObjectKey } from '../../../../electron/practice/object-key-rule'
import { newPracticeAccount } from '../../../../electron/practice/practice-account'
import { parseBasicTimestamp } from '../../../../electron/practice/request-time'
import { parseCompleteBody, parseDeleteBody } from '../../../../electron/practice/request-xml'
import { piecesOf } from '../../../../electron/practice/send-content'
import { escapeXml, xmlDocument } from '../../../../electron/practice/xml'

describe('a byte range', () => {
  it('that is given lies within the object', () => {
    const header = fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(30), fc.nat(30)).map(([a, b]) => `bytes=${a}-${b}`),
      fc.nat(30).map((a) => `bytes=${a}-`),
      fc.nat(30).map((b) => `bytes=-${b}`),
    )
    fc.assert(
      fc.property(header, fc.nat(20), (text, sizeBytes) => {
        const range = readByteRange(text, false, sizeBytes)
        if (!range) return
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.start).toBeLessThan(range.endExclusive)
        expect(range.endExclusive).toBeLessThanOrEqual(sizeBytes)
      }),
    )
  })

  it('is found again in the files of an object', () => {
    const sizes = fc.array(fc.nat(5), { maxLength: 6 })
    fc.assert(
      fc.property(sizes, fc.nat(30), fc.nat(30), (all, from, to) => {
        const segments = all.map((sizeBytes, index) => ({ id: String(index), sizeBytes }))
        const bytes = segments.flatMap(({ id, sizeBytes }) =>
          Array.from({ length: sizeBytes }, (_, offset) => `${id}:${offset}`),
        )
        const pieces = piecesOf(segments, { start: from, endExclusive: to })
        const found = pieces.flatMap(({ segment, start, endExclusive }) =>
          Array.from(
            { length: endExclusive - start },
            (_, offset) => `${segment.id}:${start + offset}`,
          ),
        )
        expect(found).toEqual(bytes.slice(from, Math.max(to, from)))
      }),
    )
  })
})

describe('conditions', () => {
  const validators = { etag: 'ABC', modifiedMs: Date.parse('2026-11-23T10:00:00.500Z') }
  const at = 'Mon, 23 Nov 2026 10:00:00 GMT'
  const before = 'Mon, 23 Nov 2026 09:59:59 GMT'

  it.each([
    [{}, 'go-on'],
    [{ ifMatch: '"ABC"' }, 'go-on'],
    [{ ifMatch: 'abc' }, 'go-on'],
    [{ ifMatch: '"X", "ABC"' }, 'go-on'],
    [{ ifMatch: '*' }, 'go-on'],
    [{ ifNoneMatch: '"ABC"' }, 'not-modified'],
    [{ ifNoneMatch: 'W/"ABC"' }, 'not-modified'],
    [{ ifNoneMatch: '"X"' }, 'go-on'],
    [{ ifModifiedSince: at }, 'not-modified'],
    [{ ifModifiedSince: before }, 'go-on'],
    [{ ifModifiedSince: 'nonsense' }, 'go-on'],
    [{ ifNoneMatch: '"X"', ifModifiedSince: at }, 'go-on'],
    [{ ifUnmodifiedSince: at }, 'go-on'],
    [{ ifUnmodifiedSince: 'nonsense' }, 'go-on'],
  ] as const)('%j: %s', (conditions, result) => {
    expect(checkConditions(conditions, validators)).toBe(result)
  })

  it.each([{ ifMatch: '"X"' }, { ifUnmodifiedSince: before }])('%j fails', (conditions) => {
    expect(() => checkConditions(conditions, validators)).toThrow(/pre-conditions/)
  })
})

describe('the rule for keys', () => {
  it('counts UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1100 }), (key) => {
        const bytes = Buffer.byteLength(key)
        const isFine = bytes >= 1 && bytes <= 1023 && !/^[/\\]/.test(key)
        if (isFine) expect(() => assertObjectKey(key)).not.toThrow()
        else expect(() => assertObjectKey(key)).toThrow()
      }),
    )
  })
})

describe('XML', () => {
  it('escapes what would end an element, and keeps line breaks', () => {
    expect(escapeXml('<a href="x">&\r\n\t')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&#13;&#10;&#9;')
    expect(
      xmlDocument([
        'A',
        [
          ['B', true],
          ['C', [['D', 1]]],
        ],
      ]),
    ).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<A><B>true</B><C><D>1</D></C></A>')
  })

  it('is read with quotes around an ETag or without, and with entities', () => {
    const part = (etag: string) => `<Part><PartNumber>7</PartNumber><ETag>${etag}</ETag></Part>`
    for (const etag of ['"AB"', 'AB', '&quot;AB&quot;', ' "AB" ']) {
      const xml = `<?xml version="1.0"?>\n<CompleteMultipartUpload>\n${part(etag)}</CompleteMultipartUpload>`
      expect(parseCompleteBody(Buffer.from(xml))).toEqual([{ number: 7, etag: 'AB' }])
    }
    const xml = '<Delete><Quiet>true</Quiet><Object><Key> a &amp; b </Key></Object></Delete>'
    expect(parseDeleteBody(Buffer.from(xml))).toEqual({ keys: [' a & b '], quiet: true })
  })

  it('of any other kind is MalformedXML and nothing worse', () => {
    const body = fc.oneof(
      fc.string(),
      fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
    )
    fc.assert(
      fc.property(body, (text) => {
        expect(() => parseCompleteBody(Buffer.from(text))).toThrow(/not well-formed/)
        expect(() => parseDeleteBody(Buffer.from(text))).toThrow(/not well-formed/)
      }),
    )
  })
})

describe('small things', () => {
  it('reads a V4 timestamp, and nothing that only looks like one', () => {
    expect(parseBasicTimestamp('20261123T140509Z')).toBe(Date.UTC(2026, 10, 23, 14, 5, 9))
    for (const text of ['', '2026-11-23T14:05:09Z', '20261399T140509Z', '20261123T140509']) {
      expect(parseBasicTimestamp(text)).toBeUndefined()
    }
  })

  it('makes a practice account of its own each time', () => {
    const account = newPracticeAccount(randomBytes)
    expect(account).toMatchObject({ bucket: 'practice-bucket', region: 'cn-hangzhou' })
    expect(account.keyId).toMatch(/^PRACTICE[0-9A-F]{16}$/)
    expect(account.keySecret).toMatch(/^practice-[0-9a-f]{40}$/)
    expect(newPracticeAccount(randomBytes).keySecret).not.toBe(account.keySecret)
  })
})

import { describe, expect, it } from 'vitest'
import { endOfHead, parseAnswerHead } from '../../../../electron/wire/answer-head'

const parse = (text: string) => parseAnswerHead(Buffer.from(`${text}\r\n\r\n`, 'latin1'))

describe('the head of an answer', () => {
  it('ends behind its empty line', () => {
    expect(endOfHead(Buffer.from('HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody'))).toBe(25)
    expect(endOfHead(Buffer.from('HTTP/1.1 200 OK\r\nA: b\r\n\r'))).toBe(-1)
  })

  it('has a status, with or without a reason, and headers by their names in lower case', () => {
    const head = parse('HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/2\r\nETag:"a"\t ')
    expect(head.status).toBe(206)
    expect(head.isOld).toBe(false)
    expect(head.headers['content-range']).toBe('bytes 0-1/2')
    expect(head.headers.etag).toBe('"a"')
    expect(parse('HTTP/1.0 200 ').isOld).toBe(true)
    expect(parse('HTTP/1.1 404').status).toBe(404)
  })

  it('joins what may be said twice, keeps the first of what may not, and takes one length only', () => {
    expect(parse('HTTP/1.1 200 OK\r\nVia: a\r\nvia: b').headers.via).toBe('a, b')
    expect(parse('HTTP/1.1 200 OK\r\nETag: a\r\netag: b').headers.etag).toBe('a')
    const twice = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\ncontent-length: 3'
    expect(parse(twice).headers['content-length']).toBe('3')
    expect(() => parse('HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4')).toThrow()
  })

  it('may have headers of any name', () => {
    const { headers } = parse('HTTP/1.1 200 OK\r\n__proto__: x\r\nconstructor: y')
    expect(Object.entries(headers)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
    expect(parse('HTTP/1.1 200 OK').headers.toString).toBeUndefined()
  })

  it.each([
    'HTTP/2 200 OK',
    'HTTP/1.1 20 OK',
    'HTTP/1.1 999 What',
    '<html>',
    'HTTP/1.1 200 OK\r\nno colon',
    'HTTP/1.1 200 OK\r\n: no name',
    'HTTP/1.1 200 OK\r\nA : space before the colon',
    'HTTP/1.1 200 OK\r\nA: b\r\n folded',
    'HTTP/1.1 200 OK\r\nA: b\nB: c',
    'HTTP/1.1 200 OK\r\nA: b\rc',
    'HTTP/1.1 200 OK\r\nA: \0',
  ])('is no head when it says %j', (text) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'ERR_INVALID_HTTP_RESPONSE' }),
    )
  })
})

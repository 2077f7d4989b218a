import { describe, expect, it } from 'vitest'
import { requestHead } from '../../../../electron/wire/request-head'

describe('the head of a request', () => {
  it('has its line and its headers', () => {
    const headers = { Host: 'a.test', 'Content-Length': 3, 'x-oss-meta': 'ü' }
    expect(requestHead('PUT', '/a%20b?c=d', headers)).toBe(
      'PUT /a%20b?c=d HTTP/1.1\r\nHost: a.test\r\nContent-Length: 3\r\nx-oss-meta: ü\r\n\r\n',
    )
  })

  it.each(['a\r\nB: c', 'a\nb', 'a\0', '中文'])(
    'takes no value that breaks out of it: %j',
    (value) => {
      expect(() => requestHead('GET', '/', { A: value })).toThrow('UNEXPECTED')
    },
  )

  it.each(['/a b', '/a\r\nB: c', '', '/ü'])(
    'takes no target that breaks out of it: %j',
    (target) => {
      expect(() => requestHead('GET', target, {})).toThrow('UNEXPECTED')
    },
  )
})

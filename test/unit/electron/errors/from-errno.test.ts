import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../electron/errors/app-error'
import { fileError, networkError } from '../../../../electron/errors/from-errno'

function errno(code: string, message = code): Error {
  return Object.assign(new Error(message), { code })
}
const net = (name: string) => networkError(new Error(`net::${name}`), { host: 'a.example' }).info
const node = (code: string) => networkError(errno(code), { host: 'a.example' }).info

describe('a failure of the file system', () => {
  it.each([
    ['ENOENT', 'FILE_NOT_FOUND'],
    ['EACCES', 'FILE_UNREADABLE'],
    ['EPERM', 'FILE_UNREADABLE'],
    ['EROFS', 'FOLDER_NOT_WRITABLE'],
    ['ENOSPC', 'DISK_FULL'],
    ['EDQUOT', 'DISK_FULL'],
    ['EISDIR', 'FILE_NOT_REGULAR'],
    ['EBUSY', 'FILE_UNREADABLE'],
  ])('%s means %s', (code, expected) => {
    expect(fileError(errno(code), { name: 'a.txt' }).info).toMatchObject({
      code: expected,
      retry: 'manual',
      params: { name: 'a.txt' },
    })
  })

  it('speaks of the folder where the caller was at work on one', () => {
    const context = { missing: 'FOLDER_NOT_FOUND', denied: 'FOLDER_NOT_WRITABLE' } as const
    expect(fileError(errno('ENOENT'), context).code).toBe('FOLDER_NOT_FOUND')
    expect(fileError(errno('EACCES'), context).code).toBe('FOLDER_NOT_WRITABLE')
  })

  it('says how much room is missing on a full disk', () => {
    expect(fileError(errno('ENOSPC'), { expectedBytes: 7 }).info.params.expectedBytes).toBe(7)
  })

  it('is tried again by itself when only too many files are open', () => {
    expect(fileError(errno('EMFILE')).info.retry).toBe('automatic')
  })

  it('keeps an AppError and does not dress up a bug', () => {
    const known = new AppError('FILE_CHANGED')
    expect(fileError(known)).toBe(known)
    expect(fileError(new TypeError('ENOENT: not really')).code).toBe('UNEXPECTED')
  })
})

describe('a failure of the network', () => {
  it.each([
    ['ERR_NAME_NOT_RESOLVED', 'HOST_NOT_FOUND', 'automatic'],
    ['ERR_INTERNET_DISCONNECTED', 'NETWORK_OFFLINE', 'automatic'],
    ['ERR_PROXY_CONNECTION_FAILED', 'PROXY_UNREACHABLE', 'automatic'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'PROXY_FAILED', 'automatic'],
    ['ERR_CERT_AUTHORITY_INVALID', 'TLS_UNKNOWN_AUTHORITY', 'after-settings'],
    ['ERR_CERT_DATE_INVALID', 'TLS_FAILED', 'manual'],
    ['ERR_SSL_PROTOCOL_ERROR', 'TLS_FAILED', 'manual'],
    ['ERR_CONNECTION_RESET', 'CONNECTION_LOST', 'automatic'],
    ['ERR_CONNECTION_CLOSED', 'CONNECTION_LOST', 'automatic'],
    ['ERR_CONNECTION_REFUSED', 'CONNECTION_REFUSED', 'automatic'],
    ['ERR_CONNECTION_TIMED_OUT', 'TIMED_OUT', 'automatic'],
    ['ERR_CONTENT_LENGTH_MISMATCH', 'CONNECTION_LOST', 'automatic'],
    ['ERR_INCOMPLETE_CHUNKED_ENCODING', 'CONNECTION_LOST', 'automatic'],
    ['ERR_TOO_MANY_REDIRECTS', 'REDIRECT_LOOP', 'never'],
    ['ERR_A_NAME_OF_NEXT_YEAR', 'CONNECTION_LOST', 'automatic'],
  ])('net::%s means %s, to be retried %s', (name, code, retry) => {
    expect(net(name)).toMatchObject({ code, retry, params: { host: 'a.example' } })
  })

  it.each([
    ['ENOTFOUND', 'HOST_NOT_FOUND'],
    ['EAI_AGAIN', 'HOST_NOT_FOUND'],
    ['ECONNREFUSED', 'CONNECTION_REFUSED'],
    ['ECONNRESET', 'CONNECTION_LOST'],
    ['EPIPE', 'CONNECTION_LOST'],
    ['ETIMEDOUT', 'TIMED_OUT'],
    ['ENETUNREACH', 'NETWORK_OFFLINE'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS_UNKNOWN_AUTHORITY'],
    ['UND_ERR_SOCKET', 'CONNECTION_LOST'],
    ['HPE_INVALID_CONSTANT', 'HTTP_REJECTED'],
  ])('%s means %s', (code, expected) => {
    expect(node(code).code).toBe(expected)
  })

  it('looks behind "fetch failed"', () => {
    const thrown = new TypeError('fetch failed', { cause: errno('ECONNREFUSED') })
    expect(networkError(thrown, { host: 'h' }).code).toBe('CONNECTION_REFUSED')
  })

  it('looks into the failures of all addresses of a host', () => {
    const thrown = new AggregateError([errno('ENETUNREACH'), errno('ECONNREFUSED')])
    expect(networkError(thrown, { host: 'h' }).code).toBe('NETWORK_OFFLINE')
  })

  it('takes no word of a message for a code', () => {
    const thrown = new Error('proxy said: net::ERR_CERT_INVALID and ECONNRESET')
    expect(networkError(thrown, { host: 'h' }).code).toBe('UNEXPECTED')
    expect(networkError('ECONNRESET', { host: 'h' }).code).toBe('UNEXPECTED')
  })

  it('knows an abort', () => {
    const controller = new AbortController()
    controller.abort()
    expect(networkError(controller.signal.reason, { host: 'h' }).code).toBe('CANCELLED')
  })
})

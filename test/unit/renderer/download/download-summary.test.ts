import { describe, expect, it } from 'vitest'
import {
  addressesOf,
  foreignKeyHolder,
  summaryOf,
} from '../../../../renderer/features/download/download-summary'
import { detailOf, hostOf, nameOf } from '../../../../renderer/features/download/link-view'
import { type PastedLink, parsePastedUrls } from '../../../../shared/pasted-urls'
import { aSummary } from '../connections/connection-builders'

const NOW = Date.UTC(2026, 10, 23, 12)
const photos = aSummary()
const work = aSummary({
  id: 'c2',
  label: 'Work',
  bucket: 'work',
  linkDomain: 'https://files.example.com',
})
const practice = aSummary({
  id: 'p',
  label: 'Practice',
  isPractice: true,
  bucket: 'practice',
  addressing: 'path-style',
  endpoint: 'http://127.0.0.1:9000',
})
const all = { connections: [photos, work, practice], activeId: 'c2', keyringAvailable: true }

function read(text: string): { links: readonly PastedLink[]; duplicates: number } {
  return parsePastedUrls(text, addressesOf(all), NOW)
}

function only(text: string): PastedLink {
  const [link] = read(text).links
  if (link === undefined) throw new Error('The paste holds no link')
  return link
}

function detail(text: string, change: Partial<Parameters<typeof detailOf>[1]> = {}) {
  const context = { connections: all.connections, activeId: 'c2', foreignKey: work, nowMs: NOW }
  return detailOf(only(text), { ...context, ...change })
}

function signed(host: string, expires: number): string {
  return `https://${host}/a.pdf?Expires=${expires}&OSSAccessKeyId=made-up&Signature=made-up`
}

describe('the summary of a paste', () => {
  it('counts links, what is none, repetitions, and links that are over', () => {
    const { links, duplicates } = read(
      [
        'https://a.example/1',
        'https://a.example/1',
        'hello',
        signed('a.example', 1),
        signed('photos.oss-cn-hangzhou.aliyuncs.com', 1),
      ].join('\n'),
    )
    expect(summaryOf(links, duplicates, NOW)).toEqual({
      links: 3,
      notLinks: 1,
      duplicates: 1,
      expired: 1,
    })
  })

  it('notices a link that ends while one looks at it', () => {
    const { links } = read(signed('a.example', NOW / 1000 + 60))
    expect(summaryOf(links, 0, NOW).expired).toBe(0)
    expect(summaryOf(links, 0, NOW + 61_000).expired).toBe(1)
  })

  it('puts the connection in use first, as main does', () => {
    expect(addressesOf(all).map(({ id }) => id)).toEqual(['c2', 'c1', 'p'])
  })

  it('never offers the practice key to a bucket of OSS', () => {
    expect(foreignKeyHolder(practice)).toBeUndefined()
    expect(foreignKeyHolder(undefined)).toBeUndefined()
    expect(foreignKeyHolder(photos)).toBe(photos)
  })
})

describe('what a pasted link is said to be', () => {
  it('names the connection whose key fetches it', () => {
    expect(detail('https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg')).toEqual({
      kind: 'own',
      label: 'Photos',
    })
    expect(detail('https://files.example.com/a.jpg')).toEqual({ kind: 'own', label: 'Work' })
    expect(detail('http://127.0.0.1:9000/practice/a.jpg')).toEqual({
      kind: 'own',
      label: 'Practice',
    })
  })

  it('names the key that a bucket of nobody would be fetched with', () => {
    const link = 'https://others.oss-cn-beijing.aliyuncs.com/a.jpg'
    expect(detail(link)).toEqual({ kind: 'foreign', bucket: 'others', label: 'Work' })
    expect(detail(link, { foreignKey: undefined })).toEqual({
      kind: 'foreignNoConnection',
      bucket: 'others',
    })
  })

  it('says how long a signed link lasts, and that it is over', () => {
    const link = signed('a.example', NOW / 1000 + 90)
    expect(detail(link)).toEqual({ kind: 'signedUntil', secondsLeft: 90 })
    expect(detail(link, { nowMs: NOW + 100_000 })).toEqual({ kind: 'expired', secondsAgo: 10 })
  })

  it('says that our own key takes over for a dead link to our bucket', () => {
    expect(detail(signed('photos.oss-cn-hangzhou.aliyuncs.com', 1))).toEqual({
      kind: 'expiredOwn',
      label: 'Photos',
    })
  })

  it('says why something is no link', () => {
    expect(detail('ftp://a.example/x')).toEqual({
      kind: 'problem',
      problem: 'SCHEME_NOT_SUPPORTED',
    })
  })

  it('calls a host that only looks like OSS public', () => {
    expect(detail('https://evil.example/photos.oss-cn-hangzhou.aliyuncs.com/a')).toEqual({
      kind: 'public',
      host: 'evil.example',
    })
  })

  it('shows the name of the file readably', () => {
    expect(nameOf(only('https://a.example/x/%E6%8A%A5%E5%91%8A%201.pdf?v=2'))).toBe('报告 1.pdf')
    expect(nameOf(only('https://a.example/'))).toBe('a.example')
    expect(nameOf(only('just words'))).toBe('just words')
    expect(hostOf(only('http://a.example:8080/x'))).toBe('a.example:8080')
  })
})

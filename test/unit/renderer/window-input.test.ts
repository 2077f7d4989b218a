import { describe, expect, it } from 'vitest'
import { holdsLink, kindOfDrop, textOfDrop } from '../../../renderer/features/shell/drop-content'
import { fileKindOf } from '../../../renderer/lib/file-kind'
import { formatSize, formatTime, roughDuration } from '../../../renderer/lib/format'
import { commandKeyText } from '../../../renderer/lib/keyboard'
import { maxValiditySeconds, readSeconds, VALIDITY_PRESETS } from '../../../renderer/lib/validity'
import { languageFor } from '../../../renderer/text/language'

describe('what is dropped on the window', () => {
  it('is files when it holds files, also when a browser adds their address', () => {
    expect(kindOfDrop({ types: ['text/uri-list', 'Files'] })).toBe('files')
    expect(kindOfDrop({ types: ['text/plain'] })).toBe('text')
    expect(kindOfDrop({ types: ['application/x-moz-node'] })).toBeUndefined()
  })

  it('gives the addresses of a link list without its comments, else the plain text', () => {
    const list = new Map([['text/uri-list', '# title\r\nhttps://a.example/1\r\n']])
    expect(textOfDrop((type) => list.get(type) ?? '')).toBe('https://a.example/1')
    const plain = new Map([['text/plain', 'see https://a.example/2']])
    expect(textOfDrop((type) => plain.get(type) ?? '')).toBe('see https://a.example/2')
  })

  it('is worth showing in Download only when it holds a link', () => {
    expect(holdsLink('[x](https://a.example)')).toBe(true)
    expect(holdsLink('oss://bucket/key')).toBe(true)
    expect(holdsLink('no link: ftp.example')).toBe(false)
  })
})

describe('small words and numbers', () => {
  it('speaks Chinese on every Chinese system and English elsewhere, unless told otherwise', () => {
    expect(languageFor('system', 'zh-Hant-TW')).toBe('zh-CN')
    expect(languageFor('system', 'zh')).toBe('zh-CN')
    expect(languageFor('system', 'de-DE')).toBe('en')
    expect(languageFor('en', 'zh-CN')).toBe('en')
  })

  it('writes sizes short', () => {
    expect(formatSize(0)).toBe('0 B')
    expect(formatSize(1536)).toBe('1.5 KB')
  })

  it('writes the time of today short and names the day of another', () => {
    const noon = new Date(2026, 10, 23, 12).getTime()
    expect(formatTime(new Date(2026, 10, 23, 14, 5).getTime(), 'en', noon)).toBe('14:05')
    expect(formatTime(new Date(2026, 10, 24, 0, 5).getTime(), 'en', noon)).toMatch(/Nov 24.*00:05/)
  })

  it('rounds a span to one unit that a person would say', () => {
    expect(roughDuration(0.2)).toEqual({ unit: 'seconds', count: 1 })
    expect(roughDuration(3600)).toEqual({ unit: 'hours', count: 1 })
    expect(roughDuration(604_800)).toEqual({ unit: 'days', count: 7 })
  })

  it('never offers a validity that the signature can not keep', () => {
    const max = maxValiditySeconds('v4')
    for (const { seconds } of VALIDITY_PRESETS) expect(seconds).toBeLessThanOrEqual(max)
    expect(readSeconds(String(max + 1), max)).toEqual({ ok: false, problem: 'VALIDITY_TOO_LONG' })
    expect(readSeconds(String(max + 1), maxValiditySeconds('v1')).ok).toBe(true)
  })

  it('knows a file by its extension first and by its type otherwise', () => {
    expect(fileKindOf('a.JPG', 'application/octet-stream')).toBe('image')
    expect(fileKindOf('photo', 'image/png')).toBe('image')
    expect(fileKindOf('unknown')).toBe('other')
  })

  it('names the paste keys as the system does', () => {
    expect(commandKeyText('V', 'darwin')).toBe('⌘V')
    expect(commandKeyText('V', 'win32')).toBe('Ctrl+V')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameFromDisposition } from '../../../../electron/web/content-disposition'
import { downloadName, withExtensionOfBytes } from '../../../../electron/web/file-name'

/** A header as Node gives it: one character for each byte. */
const onWire = (header: string) => Buffer.from(header, 'utf8').toString('latin1')

describe('the name in a Content-Disposition', () => {
  it.each([
    ['attachment; filename="report.pdf"', 'report.pdf'],
    ['attachment; filename=report.pdf', 'report.pdf'],
    ['inline; filename="a \\"b\\".txt"', 'a "b".txt'],
    ["attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf", '报告.pdf'],
    ['attachment; filename="fallback.pdf"; filename*=UTF-8\'\'%e2%82%ac.pdf', '€.pdf'],
    ["attachment; filename*=UTF-8''100%2525.txt", '100%25.txt'],
    ['attachment; filename="%E6%8A%A5%E5%91%8A.pdf"', '报告.pdf'],
    ['attachment; filename="100%.txt"', '100%.txt'],
    [onWire('attachment; filename="报告.pdf"'), '报告.pdf'],
    ['attachment; filename="报告.pdf"', '报告.pdf'],
    [onWire('attachment; filename=报告 2.pdf'), '报告 2.pdf'],
    ['attachment; filename="r\u00e9sum\u00e9.pdf"', 'résumé.pdf'],
    ['attachment; filename="=?UTF-8?B?5oql5ZGKLnBkZg==?="', '报告.pdf'],
    ['attachment; filename="=?utf-8?Q?=E6=8A=A5_a.pdf?="', '报 a.pdf'],
    ['attachment; filename=my file.pdf', 'my file.pdf'],
    ['attachment; filename=my file.pdf; size=3', 'my file.pdf'],
    ['filename="no type.pdf"', 'no type.pdf'],
    ['attachment; filename="open.pdf', 'open.pdf'],
    ['attachment;filename="C:\\\\temp\\\\a.txt"', 'a.txt'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ["attachment; filename*=UTF-8''..%2F..%2Fx.txt", 'x.txt'],
    ['attachment', undefined],
    ['attachment; filename=""', undefined],
    ['inline', undefined],
    ['', undefined],
    [undefined, undefined],
    ['attachment; filename="\ufffd\ufffd.pdf"', undefined],
  ])('%s gives %s', (header, name) => {
    expect(nameFromDisposition(header)).toBe(name)
  })

  it('is read from any header without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        nameFromDisposition(text)
        nameFromDisposition(`attachment; filename=${text}`)
        nameFromDisposition(`attachment; filename*=${text}`)
      }),
    )
  })
})

describe('the name of a download', () => {
  const named = (
    contentDisposition?: string,
    url = 'https://a.example/x/y.bin',
    contentType?: string,
  ) => downloadName({ contentDisposition, url, contentType })

  it('comes from the header first, then from the path, then is "download"', () => {
    expect(named('attachment; filename="a.txt"')).toBe('a.txt')
    expect(named(undefined)).toBe('y.bin')
    expect(named('inline', 'https://a.example/%E6%8A%A5%E5%91%8A%20(1).pdf?x=/z')).toBe(
      '报告 (1).pdf',
    )
    expect(named(undefined, 'https://a.example/')).toBe('download')
  })

  it('gets the extension of its type only when it has none', () => {
    expect(named(undefined, 'https://a.example/photo', 'image/jpeg')).toBe('photo.jpg')
    expect(named(undefined, 'https://a.example/', 'text/html; charset=utf-8')).toBe('download.html')
    expect(named(undefined, 'https://a.example/v1.2', 'application/zip')).toBe('v1.2.zip')
    expect(named(undefined, 'https://a.example/a.php', 'application/pdf')).toBe('a.php')
    expect(named(undefined, 'https://a.example/data', 'application/octet-stream')).toBe('data')
  })

  it('gets the extension of its content when nothing else gives one', async () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46])
    expect(await withExtensionOfBytes('photo', jpeg)).toBe('photo.jpg')
    expect(await withExtensionOfBytes('photo.txt', jpeg)).toBe('photo.txt')
    expect(await withExtensionOfBytes('notes', Buffer.from('some text'))).toBe('notes')
  })

  it('is safe on every system', () => {
    expect(named('attachment; filename="CON"')).toBe('_CON')
    expect(named('attachment; filename="a<b>:c?.txt"')).toBe('a_b__c_.txt')
    expect(Buffer.byteLength(named(`attachment; filename="${'a'.repeat(400)}.pdf"`))).toBeLessThan(
      256,
    )
  })
})

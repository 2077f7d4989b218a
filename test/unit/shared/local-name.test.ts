import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameFromUrlPath, numberedName, safeLocalName } from '../../../shared/local-name'

const bytes = (text: string) => new TextEncoder().encode(text).length

describe('safeLocalName', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['报告 😀.PDF', '报告 😀.PDF'],
    ['.env', '.env'],
    ['../../x', 'x'],
    ['..\\..\\x.exe', 'x.exe'],
    ['/etc/passwd', 'passwd'],
    ['C:\\temp\\a.txt', 'a.txt'],
    ['photos/2024/', '2024'],
    ['a/..', 'a'],
    ['a:b*c?.txt', 'a_b_c_.txt'],
    ['a<b>"c"|d', 'a_b__c__d'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['nul .tar.gz', '_nul .tar.gz'],
    ['COM¹.log', '_COM¹.log'],
    ['lpt9', '_lpt9'],
    ['com10', 'com10'],
    ['console.log', 'console.log'],
    ['desktop.ini', '_desktop.ini'],
    ['name. . ', 'name'],
    ['  \u3000name.txt', 'name.txt'],
    ['cafe\u0301.txt', 'café.txt'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['a\u0000b\nc\u007f.txt', 'abc.txt'],
    ['a\ud800.txt', 'a.txt'],
    ['', 'download'],
    ['..', 'download'],
    ['. . /', 'download'],
    ['\u202e\u0007', 'download'],
  ])('makes %j into %j', (name, safe) => {
    expect(safeLocalName(name)).toBe(safe)
  })

  it('shortens the stem and keeps the extension', () => {
    expect(safeLocalName(`${'a'.repeat(300)}.tar.gz`)).toBe(`${'a'.repeat(232)}.tar.gz`)
    expect(safeLocalName(`${'文'.repeat(100)}.pdf`)).toBe(`${'文'.repeat(78)}.pdf`)
    expect(safeLocalName(`${'😀'.repeat(100)}`)).toBe('😀'.repeat(59))
  })

  it('makes anything into one safe name, and that into itself', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc
        .array(
          fc.constantFrom('.', '/', '\\', ' ', 'con', ':', '文', '😀', '\u202e', '\u0301', '<'),
        )
        .map((parts) => parts.join('')),
      fc.string({
        unit: fc.constantFrom('文', '.', ' ', 'a', 'gz', '.sql'),
        minLength: 70,
        maxLength: 300,
      }),
    )
    fc.assert(
      fc.property(text, (name) => {
        const safe = safeLocalName(name)
        expect(safe).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cs}\u202a-\u202e]|[. ]$|^\s/u)
        expect(safe).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i)
        expect(safe.length).toBeGreaterThan(0)
        expect(bytes(safe)).toBeLessThanOrEqual(239)
        expect(safe.length).toBeLessThanOrEqual(239)
        expect(safe).toBe(safe.normalize('NFC'))
        expect(safeLocalName(safe)).toBe(safe)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('numberedName', () => {
  it('puts the number before the extension', () => {
    expect(numberedName('report.pdf', 2)).toBe('report (2).pdf')
    expect(numberedName('a.tar.gz', 3)).toBe('a (3).tar.gz')
    expect(numberedName('.env', 2)).toBe('.env (2)')
  })

  it('stays within 255 bytes and differs for every number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.nat(), (text, n) => {
        const name = safeLocalName(text)
        expect(bytes(numberedName(name, n))).toBeLessThanOrEqual(255)
        expect(numberedName(name, n)).not.toBe(numberedName(name, n + 1))
      }),
    )
  })
})

describe('nameFromUrlPath', () => {
  it.each([
    ['https://a.com/x/%E6%8A%A5%E5%91%8A%20(1).pdf?y=/z', '报告 (1).pdf'],
    ['https://a.com/folder/', 'folder'],
    ['https://a.com/a%2Fb', 'a/b'],
    ['https://a.com/100%', '100%'],
    ['oss://bucket/a/b%20c', 'b%20c'],
    ['https://a.com/', undefined],
    ['oss://bucket', undefined],
    ['nonsense', undefined],
  ])('finds in %s the name %j', (url, name) => {
    expect(nameFromUrlPath(url)).toBe(name)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buildObjectKey,
  type LocalTime,
  type NamingChoice,
  type NamingSource,
  numberedKey,
  splitExtension,
  timestampOf,
  utf8Length,
} from '../../../shared/object-key'

const AT: LocalTime = {
  year: 2026,
  month: 11,
  day: 23,
  hour: 14,
  minute: 5,
  second: 9,
  millisecond: 123,
}

function aKey(choice: Partial<NamingChoice> = {}, source: Partial<NamingSource> = {}) {
  return buildObjectKey(
    { directory: 'docs', directoryMode: 'no_subdirectory', fileNameMode: 'filename', ...choice },
    { fileName: 'report.pdf', relativeFolder: '', ...source },
    AT,
  )
}

function keyOf(choice: Partial<NamingChoice> = {}, source: Partial<NamingSource> = {}) {
  const key = aKey(choice, source)
  return key.ok ? key.value : key.problem
}

describe('buildObjectKey', () => {
  it('puts the name below the directory in each directory mode', () => {
    expect(keyOf()).toBe('docs/report.pdf')
    expect(keyOf({ directoryMode: 'yyyy_mm_dd_hierarchy' })).toBe('docs/2026/11/23/report.pdf')
    expect(keyOf({ directoryMode: 'yyyy_mm_dd_combined' })).toBe('docs/20261123/report.pdf')
  })

  it('keeps the folders of a drop below the date folders', () => {
    expect(keyOf({ directoryMode: 'yyyy_mm_dd_combined' }, { relativeFolder: 'photos/2024' })).toBe(
      'docs/20261123/photos/2024/report.pdf',
    )
  })

  it('puts the timestamp before the extension, before a compound one as a whole', () => {
    const stamped = { fileNameMode: 'filename_timestamp' } as const
    expect(keyOf(stamped)).toBe('docs/report_20261123140509123.pdf')
    expect(keyOf(stamped, { fileName: 'a.tar.gz' })).toBe('docs/a_20261123140509123.tar.gz')
    expect(keyOf(stamped, { fileName: 'README' })).toBe('docs/README_20261123140509123')
    expect(keyOf(stamped, { fileName: '.env' })).toBe('docs/.env_20261123140509123')
  })

  it('gives a custom name without an extension that of the source', () => {
    expect(keyOf({ customName: ' Final report ' })).toBe('docs/Final report.pdf')
    expect(keyOf({ customName: 'Final.docx' })).toBe('docs/Final.docx')
    expect(keyOf({ customName: 'x' }, { fileName: 'a.tar.gz' })).toBe('docs/x.tar.gz')
    expect(keyOf({ customName: 'v1.2' })).toBe('docs/v1.2.pdf')
    expect(keyOf({ customName: '  ' })).toBe('docs/report.pdf')
  })

  it('gives a name without an extension the recognised one, and leaves others as they are', () => {
    expect(keyOf({}, { fileName: 'photo', recognizedExtension: 'jpg' })).toBe('docs/photo.jpg')
    expect(keyOf({}, { fileName: 'photo.', recognizedExtension: 'jpg' })).toBe('docs/photo.jpg')
    expect(keyOf({}, { fileName: 'photo.PNG', recognizedExtension: 'jpg' })).toBe('docs/photo.PNG')
    expect(keyOf({}, { fileName: 'photo' })).toBe('docs/photo')
    expect(keyOf({ customName: 'beach' }, { fileName: 'photo', recognizedExtension: 'jpg' })).toBe(
      'docs/beach.jpg',
    )
  })

  it('keeps case and Unicode, in NFC', () => {
    expect(keyOf({ directory: '文档' }, { fileName: '报告 😀.PDF' })).toBe('文档/报告 😀.PDF')
    expect(keyOf({ directory: 'cafe\u0301' }, { fileName: 'e\u0301.TXT' })).toBe('café/é.TXT')
  })

  it('reports the problem of the part that has it', () => {
    expect(keyOf({ directory: '' })).toBe('DIRECTORY_EMPTY')
    expect(keyOf({ customName: 'a/b' })).toBe('NAME_HAS_SLASH')
    expect(keyOf({}, { relativeFolder: 'a/../b' })).toBe('FOLDER_HAS_DOT_SEGMENT')
    expect(keyOf({}, { relativeFolder: '/a' })).toBe('FOLDER_HAS_EMPTY_SEGMENT')
    expect(keyOf({}, { relativeFolder: 'a\u0007' })).toBe('FOLDER_HAS_CONTROL_CHARACTER')
    expect(keyOf({}, { fileName: 'a\nb' })).toBe('NAME_HAS_CONTROL_CHARACTER')
    expect(keyOf({}, { fileName: '..' })).toBe('NAME_IS_DOT_SEGMENT')
    expect(keyOf({}, { fileName: 'a\ud800.txt' })).toBe('KEY_HAS_LONE_SURROGATE')
  })

  it('takes 1,023 bytes and no more, counted in UTF-8', () => {
    expect(aKey({}, { fileName: 'a'.repeat(1018) }).ok).toBe(true)
    expect(keyOf({}, { fileName: 'a'.repeat(1019) })).toBe('KEY_TOO_LONG')
    expect(aKey({}, { fileName: '文'.repeat(339) }).ok).toBe(true)
    expect(keyOf({}, { fileName: '文'.repeat(340) })).toBe('KEY_TOO_LONG')
  })

  it('makes only keys that OSS takes, whatever it is given', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: fc.constantFrom('.', '/', '\\', ' ', 'a', '文', '😀', '\ud800') }),
    )
    fc.assert(
      fc.property(text, text, text, fc.boolean(), (directory, fileName, customName, stamped) => {
        const fileNameMode = stamped ? 'filename_timestamp' : 'filename'
        const key = aKey({ directory, customName, fileNameMode }, { fileName })
        if (!key.ok) return
        const { value } = key
        expect(utf8Length(value)).toBeLessThanOrEqual(1023)
        expect(value).not.toMatch(/^[\s/\\]|\p{Cs}|\p{Cc}/u)
        expect(value.split('/').some((part) => ['', '.', '..'].includes(part))).toBe(false)
        expect(value).toBe(value.normalize('NFC'))
        expect(
          new URL(`https://h/${value.split('/').map(encodeURIComponent).join('/')}`).pathname,
        ).toBe(`/${value.split('/').map(encodeURIComponent).join('/')}`)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('timestampOf', () => {
  it('writes 17 digits', () => {
    expect(timestampOf(AT)).toBe('20261123140509123')
    expect(timestampOf({ ...AT, month: 1, day: 2, hour: 0, millisecond: 7 })).toBe(
      '20260102000509007',
    )
  })
})

describe('splitExtension', () => {
  it.each([
    ['report.pdf', 'report', '.pdf'],
    ['a.tar.gz', 'a', '.tar.gz'],
    ['a.b.TAR.XZ', 'a.b', '.TAR.XZ'],
    ['backup.sql.gz', 'backup', '.sql.gz'],
    ['app.min.js', 'app.min', '.js'],
    ['movie.7z.001', 'movie', '.7z.001'],
    ['song.mp3', 'song', '.mp3'],
    ['x.7z', 'x', '.7z'],
    ['.env', '.env', ''],
    ['.env.local', '.env', '.local'],
    ['.tar.gz', '.tar', '.gz'],
    ['..a', '..a', ''],
    ['README', 'README', ''],
    ['name.', 'name.', ''],
    ['v1.2', 'v1.2', ''],
    ['Mr. Smith', 'Mr. Smith', ''],
    ['合同.第二版', '合同.第二版', ''],
    ['', '', ''],
  ])('splits %j into %j and %j', (name, stem, extension) => {
    expect(splitExtension(name)).toEqual({ stem, extension })
  })

  it('never loses a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', 'a', '1', ' ', 'tar', 'gz') }), (name) => {
        const { stem, extension } = splitExtension(name)
        expect(stem + extension).toBe(name)
      }),
    )
  })
})

describe('numberedKey', () => {
  it('puts the number before the extension', () => {
    expect(numberedKey('docs/report.pdf', 2)).toBe('docs/report (2).pdf')
    expect(numberedKey('docs/a.tar.gz', 12)).toBe('docs/a (12).tar.gz')
    expect(numberedKey('docs.d/README', 3)).toBe('docs.d/README (3)')
  })

  it('shortens the stem between code points where there is no room', () => {
    const key = numberedKey(`docs/${'😀'.repeat(253)}.pdf`, 2)
    expect(utf8Length(key)).toBeLessThanOrEqual(1023)
    expect(key).toMatch(/^docs\/(?:😀)+ \(2\)\.pdf$/u)
  })

  it('stays within 1,023 bytes, and numbers differ, for every key that can be built', () => {
    const part = fc.string({ unit: fc.constantFrom('a', '文', '😀', '.', ' '), maxLength: 400 })
    fc.assert(
      fc.property(part, part, fc.integer({ min: 2, max: 9_999_998 }), (directory, fileName, n) => {
        const key = aKey({ directory }, { fileName })
        if (!key.ok) return
        expect(utf8Length(numberedKey(key.value, n))).toBeLessThanOrEqual(1023)
        expect(numberedKey(key.value, n)).not.toBe(numberedKey(key.value, n + 1))
      }),
    )
  })
})

describe('utf8Length', () => {
  it('counts what an encoder writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length)
      }),
    )
  })
})

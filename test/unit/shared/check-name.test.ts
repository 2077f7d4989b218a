import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCustomName, checkDirectory } from '../../../shared/object-key'

describe('checkDirectory', () => {
  it.each([
    ['docs', 'docs'],
    ['  docs \n', 'docs'],
    ['\u3000docs\u00a0', 'docs'],
    ['docs/', 'docs'],
    ['docs// / ', 'docs'],
    ['docs/2024 plan', 'docs/2024 plan'],
    ['文档/报告', '文档/报告'],
    ['a..b/...', 'a..b/...'],
    ['a\\b', 'a\\b'],
  ])('takes %j as %j', (input, value) => {
    expect(checkDirectory(input)).toEqual({ ok: true, value })
  })

  it.each([
    ['', 'DIRECTORY_EMPTY'],
    [' \t', 'DIRECTORY_EMPTY'],
    ['/', 'DIRECTORY_STARTS_WITH_SLASH'],
    [' /docs', 'DIRECTORY_STARTS_WITH_SLASH'],
    ['\\docs', 'DIRECTORY_STARTS_WITH_BACKSLASH'],
    ['\u200bdocs', 'DIRECTORY_STARTS_WITH_SPACE'],
    ['.', 'DIRECTORY_HAS_DOT_SEGMENT'],
    ['a/../b', 'DIRECTORY_HAS_DOT_SEGMENT'],
    ['a/..', 'DIRECTORY_HAS_DOT_SEGMENT'],
    ['a//b', 'DIRECTORY_HAS_EMPTY_SEGMENT'],
    ['a\tb', 'DIRECTORY_HAS_CONTROL_CHARACTER'],
    ['a\ud83d', 'KEY_HAS_LONE_SURROGATE'],
    ['a'.repeat(1013), 'KEY_TOO_LONG'],
  ])('refuses %j: %s', (input, problem) => {
    expect(checkDirectory(input)).toEqual({ ok: false, problem })
  })

  it('takes its own answer unchanged', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(' ', '/', '\\', '.', 'a', 'é', '\u00a0', '\u200b') }),
        (input) => {
          const first = checkDirectory(input)
          if (first.ok) expect(checkDirectory(first.value)).toEqual(first)
        },
      ),
    )
  })
})

describe('checkCustomName', () => {
  it('trims and keeps the rest', () => {
    expect(checkCustomName('  Q3 报告.PDF ')).toEqual({ ok: true, value: 'Q3 报告.PDF' })
  })

  it.each([
    ['', 'NAME_EMPTY'],
    [' /a', 'NAME_STARTS_WITH_SLASH'],
    ['\\a', 'NAME_STARTS_WITH_BACKSLASH'],
    ['\u2060a', 'NAME_STARTS_WITH_SPACE'],
    ['a/b', 'NAME_HAS_SLASH'],
    ['..', 'NAME_IS_DOT_SEGMENT'],
    ['a\u0000b', 'NAME_HAS_CONTROL_CHARACTER'],
    ['\udc00', 'KEY_HAS_LONE_SURROGATE'],
  ])('refuses %j: %s', (input, problem) => {
    expect(checkCustomName(input)).toEqual({ ok: false, problem })
  })
})

import { describe, expect, it } from 'vitest'
import { errors as english } from '../../../../renderer/text/en/errors'
import type { ErrorWords } from '../../../../renderer/text/error-words'
import { errors as chinese } from '../../../../renderer/text/zh-cn/errors'
import { ERROR_PARAMS, paramsOfError } from '../../../../shared/error-params'
import { APP_ERROR_CODES, type AppErrorCode } from '../../../../shared/errors'

const languages: readonly [string, Record<AppErrorCode, ErrorWords>][] = [
  ['English', english],
  ['Chinese', chinese],
]

function names(text: string): string[] {
  return [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? '')
}

describe.each(languages)('the words for failures in %s', (_, words) => {
  it('say in a whole sentence what happened and what to do', () => {
    for (const code of APP_ERROR_CODES) {
      const { what, next } = words[code]
      for (const text of [what, next]) expect(text, code).toMatch(/[.。]$/)
      expect(what, code).not.toBe(next)
    }
  })

  it('need no value that may be missing in the plain form', () => {
    for (const code of APP_ERROR_CODES) {
      expect(names(words[code].what + words[code].next), code).toEqual([])
    }
  })

  it('use in the named form exactly the values listed for the code', () => {
    for (const code of APP_ERROR_CODES) {
      const { what_named = '', next_named = '' } = words[code]
      const used = [...new Set(names(what_named + next_named))].sort()
      expect(used, code).toEqual([...paramsOfError(code)].sort())
    }
  })

  it('name the values of every code in the list', () => {
    for (const code of Object.keys(ERROR_PARAMS) as AppErrorCode[]) {
      expect(words[code].what_named, code).toBeTypeOf('string')
    }
  })
})

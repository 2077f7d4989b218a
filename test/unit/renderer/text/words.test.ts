import { describe, expect, it } from 'vitest'
import { chinese, english } from '../../../../renderer/text/resources'

/** `{ form: { save: 'Save' } }` -> `['form.save', 'Save']` ... */
function sentences(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]): [string, string][] => {
    const here = path === '' ? name : `${path}.${name}`
    return typeof value === 'string' ? [[here, value]] : sentences(value as object, here)
  })
}

function placeholders(sentence: string): readonly string[] {
  return [...new Set([...sentence.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? ''))].sort()
}

const inEnglish = sentences(english)
const inChinese = new Map(sentences(chinese))

describe('the words of the window', () => {
  it('has every sentence in both languages, and no other', () => {
    const expected = inEnglish.map(([path]) => path).filter((path) => !path.endsWith('_one'))
    expect([...inChinese.keys()].sort()).toEqual(expected.sort())
  })

  it('has no empty sentence', () => {
    const empty = [...inEnglish, ...inChinese].filter(([, text]) => text.trim() === '')
    expect(empty).toEqual([])
  })

  it('names the same values in both languages', () => {
    const different = inEnglish
      .filter(([path]) => inChinese.has(path))
      .filter(([path, text]) => {
        const chineseText = inChinese.get(path) ?? ''
        return placeholders(text).join() !== placeholders(chineseText).join()
      })
    expect(different).toEqual([])
  })

  it('uses Chinese punctuation between Chinese characters', () => {
    const han = /[\p{Script=Han}]/u.source
    const ascii = new RegExp(`${han}[,;:?!.]${han}`, 'u')
    expect([...inChinese].filter(([, text]) => ascii.test(text))).toEqual([])
  })
})

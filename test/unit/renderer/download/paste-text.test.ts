import { describe, expect, it } from 'vitest'
import { appendText, textAfterStart } from '../../../../renderer/features/download/paste-text'
import { parsePastedUrls } from '../../../../shared/pasted-urls'

function afterStart(text: string, current = text): string {
  return textAfterStart(current, text, parsePastedUrls(text, [], 0).links)
}

describe('the paste box', () => {
  it('adds a paste on a line of its own and overwrites nothing', () => {
    expect(appendText('https://a.example/1', ' https://a.example/2\n')).toBe(
      'https://a.example/1\nhttps://a.example/2\n',
    )
    expect(appendText('', 'https://a.example/1')).toBe('https://a.example/1\n')
    expect(appendText('kept', '  \n')).toBe('kept')
  })

  it('is empty after every link was started', () => {
    expect(afterStart('https://a.example/1; https://a.example/2\n')).toBe('')
  })

  it('keeps what was no link after a start', () => {
    expect(afterStart('https://a.example/1\nplease fetch this\nftp://a.example/2')).toBe(
      'please fetch this\nftp://a.example/2',
    )
  })

  it('keeps what came in while the start was under way', () => {
    const started = 'https://a.example/1\nnot a link'
    expect(afterStart(started, `${started}\nhttps://a.example/2\n`)).toBe(
      'not a link\nhttps://a.example/2',
    )
  })

  it('leaves a text alone that was changed from its beginning meanwhile', () => {
    expect(afterStart('https://a.example/1', 'something else')).toBe('something else')
  })

  it('keeps a very long text whole', () => {
    const long = `word ${'x'.repeat(5000)}`
    expect(afterStart(`https://a.example/1\n${long}\nhttps://a.example/2`)).toBe(long)
  })
})

import { describe, expect, it } from 'vitest'
import { joinSentences } from '../../../renderer/lib/join-sentences'

describe('two sentences in one line', () => {
  it('have a space between them in English', () => {
    expect(joinSentences('The disk is full.', 'Free: 0 B.')).toBe('The disk is full. Free: 0 B.')
  })

  it('have none in Chinese, whose full stop brings its own', () => {
    expect(joinSentences('磁盘已满。', '剩余 0 B。')).toBe('磁盘已满。剩余 0 B。')
  })
})

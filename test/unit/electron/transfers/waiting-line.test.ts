import { describe, expect, it } from 'vitest'
import { createWaitingLine, type WaitingLine } from '../../../../electron/transfers/waiting-line'

function takeAll(line: WaitingLine): string[] {
  const ids: string[] = []
  for (let id = line.take(); id !== undefined; id = line.take()) ids.push(id)
  return ids
}

/** A slice that never ends: how long a look may take is not what these tests are about. */
const noHurry = { isOver: () => false, restart: () => undefined }

/** A line in which ids that begin with a held letter are held. */
function aLine(ids: readonly string[]) {
  const held = new Set<string>()
  const line = createWaitingLine({
    holding: (id) => (held.has(id.charAt(0)) ? id.charAt(0) : undefined),
    changed: () => undefined,
    clock: noHurry,
  })
  for (const id of ids) line.add(id)
  return { line, held }
}

describe('a waiting line', () => {
  it('gives ids in the order of adding, those that were moved to the top first', () => {
    const { line } = aLine(['a1', 'a2', 'a3'])
    line.addFirst('a3')
    line.addFirst('a2')
    expect(takeAll(line)).toEqual(['a2', 'a3', 'a1'])
  })

  it('lets others pass those that are held, and gives these first once they are released', () => {
    const { line, held } = aLine(['a1', 'b1', 'a2', 'b2'])
    held.add('a')
    expect(line.take()).toBe('b1')
    expect(line.heldCount('a')).toBe(1)
    held.delete('a')
    line.add('a3')
    line.release('a')
    expect(takeAll(line)).toEqual(['a1', 'a2', 'b2', 'a3'])
  })

  it('keeps what was moved to the top on top among the held', () => {
    const { line, held } = aLine(['a1', 'a2', 'a3'])
    held.add('a')
    expect(line.take()).toBeUndefined()
    line.addFirst('a3')
    held.delete('a')
    line.release('a')
    expect(takeAll(line)).toEqual(['a3', 'a1', 'a2'])
  })

  it('forgets what is dropped, held or not', () => {
    const { line, held } = aLine(['a1', 'a2', 'b1'])
    held.add('a')
    expect(takeAll(line)).toEqual(['b1'])
    line.drop('a1')
    expect(line.heldCount('a')).toBe(1)
    held.delete('a')
    expect(line.releaseOne('a')).toBe('a2')
    expect(line.releaseOne('a')).toBeUndefined()
    expect(takeAll(line)).toEqual(['a2'])
  })

  it('holds an id again under what else is in its way', () => {
    let key: string | undefined = 'first'
    const line = createWaitingLine({ holding: () => key, changed: () => undefined })
    line.add('x')
    expect(line.take()).toBeUndefined()
    key = 'second'
    line.release('first')
    expect(line.take()).toBeUndefined()
    expect([line.heldCount('first'), line.heldCount('second')]).toEqual([0, 1])
  })

  it('puts aside so many held ids at a time as a slice allows, and says that there are more', () => {
    let steps = 0
    const line = createWaitingLine({
      holding: (id) => (id === 'free' ? undefined : 'key'),
      changed: () => undefined,
      clock: {
        isOver: () => {
          steps += 1
          return steps % 10 === 0
        },
        restart: () => undefined,
      },
    })
    for (let n = 0; n < 25; n += 1) line.add(`held-${n}`)
    line.add('free')
    expect([line.take(), line.isCutShort(), line.heldCount('key')]).toEqual([undefined, true, 10])
    expect([line.take(), line.isCutShort(), line.heldCount('key')]).toEqual([undefined, true, 20])
    expect([line.take(), line.isCutShort(), line.heldCount('key')]).toEqual(['free', false, 25])
  })
})

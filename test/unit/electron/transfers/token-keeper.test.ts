import { describe, expect, it } from 'vitest'
import type { ConnectionFacts } from '../../../../electron/transfers/connection-watch'
import type { HoldEvent } from '../../../../electron/transfers/holds'
import { createTokenKeeper } from '../../../../electron/transfers/token-keeper'
import { aDownload, anError, anUpload } from '../../../support/jobs'

const EXPIRED = anError('OSS_TOKEN_EXPIRED', {}, 'after-settings')
const UNKNOWN_KEY = anError('OSS_KEY_UNKNOWN', {}, 'after-settings')

const PLACE = { endpoint: 'https://oss-cn-hangzhou.aliyuncs.com' }

function aKeeper() {
  const facts = new Map<string, ConnectionFacts>([
    ['c', { ...PLACE, label: 'Photos', isTemporary: true, version: 1 }],
    ['other', { ...PLACE, label: 'Other', isTemporary: false, version: 1 }],
  ])
  const events: HoldEvent[] = []
  let changed = () => {}
  const keeper = createTokenKeeper({
    connections: {
      describe: (id) => facts.get(id),
      onChanged: (listener) => {
        changed = listener
        return () => undefined
      },
    },
    tell: (event) => events.push(event),
  })
  const change = (id: string, next: ConnectionFacts | undefined) => {
    if (next) facts.set(id, next)
    else facts.delete(id)
    changed()
  }
  return { keeper, events, change }
}

describe('an expired token', () => {
  it('holds every row of its connection, both ways, and no other', () => {
    const { keeper } = aKeeper()
    const job = anUpload('1')
    keeper.sign?.(job, 'started')
    expect(keeper.judge(job, EXPIRED)).toBe('hold')
    const signed = { connectionId: 'c', bucket: 'b', key: 'k', foreign: false }
    expect(keeper.holding(anUpload('2'))).toBeDefined()
    expect(keeper.holding(aDownload('3', { signed }))).toBeDefined()
    expect(keeper.holding(aDownload('4'))).toBeUndefined()
    expect(keeper.holding(anUpload('5', { connectionId: 'other' }))).toBeUndefined()
    const key = keeper.holding(job) ?? ''
    expect(keeper.noticeOf(key, 2, 0)).toMatchObject({
      about: 'token',
      waiting: 2,
      problem: 'expired',
      connectionId: 'c',
      label: 'Photos',
    })
  })

  it('is also meant by "unknown key", for a temporary key alone', () => {
    const { keeper } = aKeeper()
    const temporary = anUpload('1')
    const lasting = anUpload('2', { connectionId: 'other' })
    for (const job of [temporary, lasting]) keeper.sign?.(job, 'started')
    expect(keeper.judge(lasting, UNKNOWN_KEY)).toBeUndefined()
    expect(keeper.judge(temporary, UNKNOWN_KEY)).toBe('hold')
  })

  it.each(['OSS_TOKEN_INVALID', 'OSS_SECRET_WRONG'] as const)(
    'is followed by no failure when the new key was typed wrong: %s',
    (code) => {
      const { keeper } = aKeeper()
      const [temporary, lasting] = [anUpload('1'), anUpload('2', { connectionId: 'other' })]
      for (const job of [temporary, lasting]) keeper.sign?.(job, 'started')
      const error = anError(code, {}, 'after-settings')
      expect(keeper.judge(lasting, error)).toBeUndefined()
      expect(keeper.judge(temporary, error)).toBe('hold')
      const key = keeper.holding(temporary) ?? ''
      expect(keeper.noticeOf(key, 1, 0)).toMatchObject({ problem: 'refused' })
    },
  )

  it('is told apart from a secret that is lost, whose rows wait as well', () => {
    const { keeper } = aKeeper()
    const job = anUpload('1', { connectionId: 'other' })
    keeper.sign?.(job, 'started')
    expect(keeper.judge(job, anError('SECRET_MISSING', {}, 'after-settings'))).toBe('hold')
    expect(keeper.noticeOf(keeper.holding(job) ?? '', 1, 0)).toMatchObject({ problem: 'missing' })
  })

  it('is over when the connection is saved again, or removed', () => {
    for (const next of [{ ...PLACE, label: 'Photos', isTemporary: true, version: 2 }, undefined]) {
      const { keeper, events, change } = aKeeper()
      const job = anUpload('1')
      keeper.sign?.(job, 'started')
      keeper.judge(job, EXPIRED)
      const key = keeper.holding(job)
      change('other', { ...PLACE, label: 'Other', isTemporary: false, version: 2 })
      expect(events).toEqual([])
      change('c', next)
      expect(events).toEqual([{ type: 'released', key }])
      expect(keeper.holding(job)).toBeUndefined()
    }
  })

  it('holds nobody when a run that began with the old key fails after the new one is saved', () => {
    const { keeper, change } = aKeeper()
    const job = anUpload('1')
    keeper.sign?.(job, 'started')
    change('c', { ...PLACE, label: 'Photos', isTemporary: true, version: 2 })
    expect(keeper.judge(job, EXPIRED)).toBe('again')
    expect(keeper.holding(job)).toBeUndefined()
    keeper.sign?.(job, 'started')
    expect(keeper.judge(job, EXPIRED)).toBe('hold')
  })
})

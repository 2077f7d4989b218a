import { describe, expect, it } from 'vitest'
import type { HoldEvent } from '../../../../electron/transfers/holds'
import {
  createOfflineKeeper,
  type NetworkState,
} from '../../../../electron/transfers/offline-keeper'
import { aDownload, anError, anUpload } from '../../../support/jobs'

const ENDPOINTS: Readonly<Record<string, string>> = {
  c: 'https://oss-cn-hangzhou.aliyuncs.com',
  practice: 'http://127.0.0.1:4567',
}
const practice = { connectionId: 'practice' }

function aKeeper(state: NetworkState = 'online') {
  const network = { now: state, listeners: [] as (() => void)[] }
  const events: HoldEvent[] = []
  const keeper = createOfflineKeeper({
    network: {
      state: () => network.now,
      onChanged: (listener) => void network.listeners.push(listener),
    },
    connections: {
      describe: (id) => ({
        label: '',
        isTemporary: false,
        version: 1,
        endpoint: ENDPOINTS[id] ?? '',
      }),
      onChanged: () => () => undefined,
    },
    tell: (event) => events.push(event),
  })
  const become = (next: NetworkState, told = true) => {
    network.now = next
    if (told) for (const listener of network.listeners) listener()
  }
  return { keeper, events, become }
}

describe('a computer without network', () => {
  it('holds what needs it, and nothing that goes to this computer itself', () => {
    const { keeper } = aKeeper('offline')
    expect(keeper.holding(anUpload('1'))).toBeDefined()
    expect(keeper.holding(aDownload('2'))).toBeDefined()
    expect(keeper.holding(anUpload('3', practice))).toBeUndefined()
    for (const url of ['http://localhost:1/x', 'http://127.0.0.1/x', 'http://[::1]:8/x']) {
      expect(keeper.holding(aDownload('4', { url }))).toBeUndefined()
    }
    const signed = { connectionId: 'practice', bucket: 'b', key: 'k', foreign: false }
    expect(keeper.holding(aDownload('5', { signed }))).toBeUndefined()
    expect(keeper.holding(aDownload('6', { signed: { ...signed, foreign: true } }))).toBeDefined()
  })

  it('says so when it loses the network or falls asleep, and when all is well again', () => {
    const { keeper, events, become } = aKeeper()
    become('offline')
    become('asleep')
    become('online')
    become('asleep')
    become('online')
    expect(events.map(({ type }) => type)).toEqual(['started', 'released', 'started', 'released'])
    expect(keeper.holding(anUpload('1'))).toBeUndefined()
  })

  it('knows it from a failure before the system has told', () => {
    const { keeper, events, become } = aKeeper()
    const lost = anError('CONNECTION_LOST')
    expect(keeper.judge(anUpload('1'), lost)).toBeUndefined()
    become('offline', false)
    expect(keeper.judge(anUpload('1', practice), lost)).toBeUndefined()
    expect(keeper.judge(anUpload('1'), anError('FILE_NOT_FOUND', {}, 'manual'))).toBeUndefined()
    expect(keeper.judge(anUpload('1'), lost)).toBe('hold')
    expect(events).toEqual([{ type: 'started' }])
  })

  it('is overruled by the person until the network was there and is gone again', () => {
    const { keeper, events, become } = aKeeper()
    become('offline')
    keeper.tryNow(keeper.holding(anUpload('1')) ?? '')
    expect(keeper.holding(anUpload('1'))).toBeUndefined()
    expect(keeper.judge(anUpload('1'), anError('CONNECTION_LOST'))).toBeUndefined()
    become('asleep')
    become('offline')
    expect(keeper.holding(anUpload('1'))).toBeUndefined()
    become('online')
    become('offline')
    expect(keeper.holding(anUpload('1'))).toBeDefined()
    expect(events.map(({ type }) => type)).toEqual(['started', 'released', 'started'])
  })
})

import { expect, it } from 'vitest'
import { shownNotices } from '../../../renderer/features/notices/shown-notices'
import type { Notice } from '../../../shared/notices'

const host = (name: string, waiting: number, nextTryAtMs: number): Notice => ({
  about: 'host',
  key: name,
  host: name,
  waiting,
  nextTryAtMs,
})

it('many hosts that can not be reached are one strip, with the sum of their rows and the next try', () => {
  const offline: Notice = { about: 'offline', key: 'offline', waiting: 4 }
  const all = [host('a', 2, 500), offline, host('b', 3, 300)]
  expect(shownNotices(all)).toMatchObject([
    { about: 'host', host: 'a', waiting: 5, hosts: 2, nextTryAtMs: 300, keys: ['a', 'b'] },
    offline,
  ])
  expect(shownNotices([host('a', 2, 500)])).toMatchObject([{ hosts: 1, host: 'a', waiting: 2 }])
})

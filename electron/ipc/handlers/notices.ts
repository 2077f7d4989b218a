import type { Notices } from '../../transfers/notices'
import type { HandlersOf } from '../handlers'

/** Commands about what the whole window is told. */
export function noticeHandlers({ notices }: { notices: Notices }): HandlersOf<'notices'> {
  return {
    'notices.list': () => [...notices.list()],
    'notices.act': async ({ key }) => {
      await notices.act(key)
      return undefined
    },
    'notices.dismiss': ({ key }) => {
      notices.clear(key)
      return undefined
    },
  }
}

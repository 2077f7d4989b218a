import type { Notice } from '../../../shared/notices'

/** A notice as it is shown: all hosts that can't be reached are one. */
export type ShownNotice =
  | Exclude<Notice, { readonly about: 'host' }>
  | (Extract<Notice, { readonly about: 'host' }> & {
      readonly hosts: number
      readonly keys: readonly string[]
    })

/** Many links lead to many hosts: a strip for each would fill the window. */
export function shownNotices(notices: readonly Notice[]): readonly ShownNotice[] {
  const hosts = notices.filter((notice) => notice.about === 'host')
  return notices.flatMap((notice): ShownNotice[] => {
    if (notice.about !== 'host') return [notice]
    if (notice !== hosts[0]) return []
    return [
      {
        ...notice,
        waiting: hosts.reduce((sum, { waiting }) => sum + waiting, 0),
        nextTryAtMs: Math.min(...hosts.map(({ nextTryAtMs }) => nextTryAtMs)),
        hosts: hosts.length,
        keys: hosts.map(({ key }) => key),
      },
    ]
  })
}

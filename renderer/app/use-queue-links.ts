import { useMemo } from 'react'
import { ask, courier } from '../bridge'
import { CopyLinksButton } from '../features/links/copy-links-button'
import { RowLinkActions } from '../features/links/row-link-actions'
import { useCopyLinks } from '../features/links/use-copy-links'
import type { QueueLinks } from '../features/transfers/queue-links'
import { useLatest } from '../lib/use-latest'
import { useNotify } from '../ui/use-notify'

/** Lends the links feature to the list of uploads; one object for the life of the window. */
export function useQueueLinks(): QueueLinks {
  const copy = useLatest(useCopyLinks())
  const notify = useLatest(useNotify())
  return useMemo(
    () => ({
      copy: (rows) => void copy.current(rows),
      CopyButton: CopyLinksButton,
      RowActions: RowLinkActions,
      open: (id) => void notify.current.attempt(ask(courier.links.open({ id }))),
    }),
    [copy, notify],
  )
}

import { Button } from '@mantine/core'
import {
  IconArrowBarToUp,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconTrash,
  IconX,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Direction } from '../../../shared/transfer'
import { canCancel, canPause, canRetry } from '../../../shared/transfer-rules'
import { formatCount } from '../../lib/format'
import { NO_SELECTION } from '../../lib/selection'
import { useTransfers } from '../../state/transfers'
import { canRemove } from './queue-filter'
import type { QueueLinks } from './queue-links'
import { QUEUE_VIEWS } from './queue-view'
import { idsWhere, isPaused, isWaiting, useRowActions } from './row-actions'
import styles from './selection-bar.module.css'

interface Props {
  readonly direction: Direction
  readonly links: QueueLinks | undefined
}

/** Takes the place of the filters while several rows are selected. */
export function SelectionBar({ direction, links }: Props) {
  const { t, i18n } = useTranslation(['transfers', 'links'])
  const view = QUEUE_VIEWS[direction]
  const ids = view((state) => state.selection.ids)
  const shape = useTransfers((mirror) => mirror.shape)
  const actions = useRowActions()
  // `shape` stands for the states of the rows, which live in a map that is changed in place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see the line above
  const able = useMemo(
    () => ({
      here: idsWhere(ids, () => true).length,
      done: idsWhere(ids, (row) => row.state.status === 'done'),
      retry: idsWhere(ids, (row) => canRetry(row.state)),
      moveToTop: idsWhere(ids, isWaiting),
      pause: idsWhere(ids, (row) => canPause(row.state)),
      resume: idsWhere(ids, isPaused),
      cancel: idsWhere(ids, (row) => canCancel(row.state)),
      remove: idsWhere(ids, canRemove),
    }),
    [ids, shape],
  )
  const offers = (
    [
      ['retry', IconRefresh, able.retry],
      ['moveToTop', IconArrowBarToUp, able.moveToTop],
      ['pause', IconPlayerPause, able.pause],
      ['resume', IconPlayerPlay, able.resume],
      ['cancel', IconX, able.cancel],
      ['remove', IconTrash, able.remove],
    ] as const
  ).filter(([, , chosen]) => chosen.length > 0)
  return (
    <div className={styles.root} role="toolbar" aria-label={t('moreActions')}>
      <span className={styles.count} aria-live="polite">
        {t('selected', { count: able.here, formatted: formatCount(able.here, i18n.language) })}
      </span>
      {links !== undefined && able.done.length > 0 && (
        <links.CopyButton rows={{ ids: able.done }} label={t('links:copyLinks')} primary />
      )}
      {offers.map(([name, Icon, ids]) => (
        <Button
          key={name}
          variant="default"
          size="xs"
          leftSection={<Icon size={15} stroke={1.8} aria-hidden />}
          onClick={() => actions[name](ids)}
        >
          {t(`actions.${name}`)}
        </Button>
      ))}
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        className={styles.clear}
        onClick={() => view.setState({ selection: NO_SELECTION })}
      >
        {t('clearSelection')}
      </Button>
    </div>
  )
}

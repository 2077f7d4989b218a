import { ActionIcon, Button } from '@mantine/core'
import {
  IconArrowBarToUp,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconTrash,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Direction } from '../../../shared/transfer'
import { formatCount } from '../../lib/format'
import { NO_SELECTION } from '../../lib/selection'
import type { QueueLinks } from './queue-links'
import { QUEUE_VIEWS } from './queue-view'
import { arrivedOf, useRowActions } from './row-actions'
import { useSelectedCounts } from './selected-counts'
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
  const counts = useSelectedCounts(direction, ids)
  const actions = useRowActions()
  const { queued, preparing, running, verifying, paused, done, failed, cancelled, skipped } = counts
  const active = preparing + running + verifying
  const ended = done + failed + cancelled + skipped
  const here = queued + active + paused + ended
  const offers = (
    [
      ['retry', IconRefresh, failed + cancelled + skipped],
      ['moveToTop', IconArrowBarToUp, queued],
      ['pause', IconPlayerPause, queued + active],
      ['resume', IconPlayerPlay, paused],
      ['cancel', IconX, queued + active + paused],
      ['remove', IconTrash, ended],
    ] as const
  ).filter(([, , count]) => count > 0)
  return (
    <div className={styles.root} role="toolbar" aria-label={t('moreActions')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('clearSelection')}
        title={t('clearSelection')}
        onClick={() => view.setState({ selection: NO_SELECTION })}
      >
        <IconX size={16} stroke={1.8} aria-hidden />
      </ActionIcon>
      <span className={styles.count} aria-live="polite">
        {t('selected', { count: here, formatted: formatCount(here, i18n.language) })}
      </span>
      {links !== undefined && done > 0 && (
        <links.CopyButton rows={() => arrivedOf(ids)} label={t('links:copyLinks')} primary />
      )}
      {offers.map(([name, Icon]) => (
        <Button
          key={name}
          variant="default"
          size="xs"
          leftSection={<Icon size={15} stroke={1.8} aria-hidden />}
          onClick={() => actions[name]([...ids])}
        >
          {t(`actions.${name}`)}
        </Button>
      ))}
    </div>
  )
}

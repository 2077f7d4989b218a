import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconRefresh, IconTrash, IconX } from '@tabler/icons-react'
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
import { idsWhere, isPaused, useRowActions } from './row-actions'
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
      pause: idsWhere(ids, (row) => canPause(row.state)),
      resume: idsWhere(ids, isPaused),
      cancel: idsWhere(ids, (row) => canCancel(row.state)),
      remove: idsWhere(ids, canRemove),
    }),
    [ids, shape],
  )
  return (
    <div className={styles.root} role="toolbar" aria-label={t('moreActions')}>
      <span className={styles.count} aria-live="polite">
        {t('selected', { count: able.here, formatted: formatCount(able.here, i18n.language) })}
      </span>
      {links !== undefined && able.done.length > 0 && (
        <links.CopyButton rows={{ ids: able.done }} label={t('links:copyLinks')} primary />
      )}
      {able.retry.length > 0 && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={15} stroke={1.8} aria-hidden />}
          onClick={() => actions.retry(able.retry)}
        >
          {t('actions.retry')}
        </Button>
      )}
      {able.pause.length > 0 && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlayerPause size={15} stroke={1.8} aria-hidden />}
          onClick={() => actions.pause(able.pause)}
        >
          {t('actions.pause')}
        </Button>
      )}
      {able.resume.length > 0 && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlayerPlay size={15} stroke={1.8} aria-hidden />}
          onClick={() => actions.resume(able.resume)}
        >
          {t('actions.resume')}
        </Button>
      )}
      {able.cancel.length > 0 && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconX size={15} stroke={1.8} aria-hidden />}
          onClick={() => actions.cancel(able.cancel)}
        >
          {t('actions.cancel')}
        </Button>
      )}
      {able.remove.length > 0 && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTrash size={15} stroke={1.8} aria-hidden />}
          onClick={() => actions.remove(able.remove)}
        >
          {t('actions.remove')}
        </Button>
      )}
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

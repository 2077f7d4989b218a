import { ActionIcon, Menu } from '@mantine/core'
import {
  IconChecks,
  IconCloudPause,
  IconDots,
  IconEraser,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Direction } from '../../../shared/transfer'
import { formatCount } from '../../lib/format'
import { selectAll } from '../../lib/selection'
import { endedCount, openCount } from '../../state/tally'
import { useTally } from '../../state/transfers'
import { openUnfinished } from '../../state/unfinished'
import type { QueueLayout } from './queue-layout'
import { allRows } from './queue-lines'
import { QUEUE_VIEWS } from './queue-view'
import { useRowActions } from './row-actions'

interface Props {
  readonly direction: Direction
  /** Read when something is pressed, so that new lines do not draw the menu anew. */
  readonly layout: { readonly current: QueueLayout }
}

/** What can be done to a whole list. */
export function QueueMenu({ direction, layout }: Props) {
  const { t } = useTranslation('transfers')
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t('moreActions')}>
          <IconDots size={16} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Items direction={direction} layout={layout} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** They follow the sums of the list, and exist only while the menu is open. */
function Items({ direction, layout }: Props) {
  const { t, i18n } = useTranslation(['transfers', 'unfinished'])
  const actions = useRowActions()
  const tally = useTally(direction)
  const { failed, paused } = tally.byStatus
  return (
    <>
      <Menu.Item
        leftSection={<IconChecks size={16} stroke={1.7} aria-hidden />}
        onClick={() =>
          QUEUE_VIEWS[direction].setState(({ selection }) => ({
            selection: selectAll(selection, allRows(layout.current)),
          }))
        }
      >
        {t('selectAll')}
      </Menu.Item>
      <Menu.Item
        disabled={openCount(tally) === paused}
        leftSection={<IconPlayerPause size={16} stroke={1.7} aria-hidden />}
        onClick={() => actions.pauseAll(direction)}
      >
        {t('pauseAll')}
      </Menu.Item>
      <Menu.Item
        disabled={paused === 0}
        leftSection={<IconPlayerPlay size={16} stroke={1.7} aria-hidden />}
        onClick={() => actions.resumeAll(direction)}
      >
        {t('resumeAll')}
      </Menu.Item>
      <Menu.Item
        disabled={failed === 0}
        leftSection={<IconRefresh size={16} stroke={1.7} aria-hidden />}
        onClick={() => actions.retryAllFailed(direction)}
      >
        {failed === 0
          ? t('retryNone')
          : t('retryFailed', { count: failed, formatted: formatCount(failed, i18n.language) })}
      </Menu.Item>
      <Menu.Item
        disabled={endedCount(tally) === 0}
        leftSection={<IconEraser size={16} stroke={1.7} aria-hidden />}
        onClick={() => actions.removeEnded(direction)}
      >
        {t('clearEnded')}
      </Menu.Item>
      <Menu.Item
        disabled={openCount(tally) === 0}
        color="red"
        leftSection={<IconX size={16} stroke={1.7} aria-hidden />}
        onClick={() => actions.cancelAll(direction)}
      >
        {t('cancelAll')}
      </Menu.Item>
      {direction === 'upload' && (
        <Menu.Item
          leftSection={<IconCloudPause size={16} stroke={1.7} aria-hidden />}
          onClick={openUnfinished}
        >
          {t('unfinished:open')}
        </Menu.Item>
      )}
    </>
  )
}

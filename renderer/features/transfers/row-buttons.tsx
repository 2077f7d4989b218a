import {
  IconArrowBarToUp,
  IconExternalLink,
  IconFolderOpen,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconX,
} from '@tabler/icons-react'
import type { TransferRow } from '../../../shared/transfer'
import { canCancel, canPause, canRetry } from '../../../shared/transfer-rules'
import { useListText } from '../../text/list-text'
import { IconButton } from '../../ui/icon-button'
import type { QueueLinks } from './queue-links'
import { isPaused, isWaiting, type RowActions } from './row-actions'
import styles from './row-buttons.module.css'
import { RowMenu } from './row-menu'

interface Props {
  readonly row: TransferRow
  /** 0 in the row that has the keyboard's attention, -1 in the others. */
  readonly tabIndex: number
  readonly actions: RowActions
  readonly links: QueueLinks | undefined
}

/** What can be done to one row: the likeliest things as buttons, the rest in a menu. */
export function RowButtons({ row, tabIndex, actions, links }: Props) {
  const { t } = useListText()
  const isDone = row.state.status === 'done'
  const isUpload = row.direction === 'upload'
  return (
    <div className={styles.root}>
      {isDone && isUpload && links !== undefined && (
        <links.RowActions id={row.id} tabIndex={tabIndex} copy={links.copy} open={links.open} />
      )}
      {isDone && !isUpload && (
        <>
          <IconButton
            icon={IconExternalLink}
            label={t('actions.openFile')}
            tone="accent"
            size={28}
            tabIndex={tabIndex}
            onClick={() => actions.openFile(row.id)}
          />
          <IconButton
            icon={IconFolderOpen}
            label={t('actions.showInFolder')}
            size={28}
            tabIndex={tabIndex}
            onClick={() => actions.showInFolder(row.id)}
          />
        </>
      )}
      {canRetry(row.state) && (
        <IconButton
          icon={IconRefresh}
          label={t('actions.retry')}
          tone="accent"
          size={28}
          tabIndex={tabIndex}
          onClick={() => actions.retry([row.id])}
        />
      )}
      <WaitButtons row={row} tabIndex={tabIndex} actions={actions} />
      {canCancel(row.state) ? (
        <IconButton
          icon={IconX}
          label={t('actions.cancel')}
          size={28}
          tabIndex={tabIndex}
          onClick={() => actions.cancel([row.id])}
        />
      ) : (
        <RowMenu key={row.id} row={row} tabIndex={tabIndex} actions={actions} />
      )}
    </div>
  )
}

/** Pause, resume, and "before all others": for rows that have not ended. */
function WaitButtons({ row, tabIndex, actions }: Omit<Props, 'links'>) {
  const { t } = useListText()
  const button = (icon: typeof IconX, label: string, act: (ids: readonly string[]) => void) => (
    <IconButton
      icon={icon}
      label={label}
      size={28}
      tabIndex={tabIndex}
      onClick={() => act([row.id])}
    />
  )
  return (
    <>
      {isWaiting(row) && button(IconArrowBarToUp, t('actions.moveToTop'), actions.moveToTop)}
      {canPause(row.state) && button(IconPlayerPause, t('actions.pause'), actions.pause)}
      {isPaused(row) && button(IconPlayerPlay, t('actions.resume'), actions.resume)}
    </>
  )
}

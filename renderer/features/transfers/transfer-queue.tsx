import { Button } from '@mantine/core'
import { IconFilterOff, IconInbox } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Direction } from '../../../shared/transfer'
import { useLatest } from '../../lib/use-latest'
import { useHasRows, useTransfers } from '../../state/transfers'
import { EmptyState } from '../../ui/empty-state'
import { FilterBar } from './filter-bar'
import { OverallProgress } from './overall-progress'
import { NO_FILTER } from './queue-filter'
import type { QueueLayout } from './queue-layout'
import type { QueueLinks } from './queue-links'
import { QueueMenu } from './queue-menu'
import { QUEUE_VIEWS } from './queue-view'
import { SelectionBar } from './selection-bar'
import { TransferGrid } from './transfer-grid'
import styles from './transfer-queue.module.css'
import { useForgetGone } from './use-forget-gone'
import { useQueueLayout } from './use-queue-layout'

interface Props {
  readonly direction: Direction
  readonly links?: QueueLinks
  /** True where something else already says what to do while the list is empty. */
  readonly hideWhenEmpty?: boolean
}

/** The queue of one direction: overall progress, filters, every file, and what can be done to them. */
export function TransferQueue({ direction, links, hideWhenEmpty = false }: Props) {
  const { t } = useTranslation('transfers')
  const hasRows = useHasRows(direction)
  useForgetGone(direction)
  if (!hasRows) {
    if (hideWhenEmpty) return null
    return (
      <section className={styles.empty} data-queue-empty>
        <EmptyState icon={IconInbox} title={t(`empty.${direction}Title`)}>
          {t(`empty.${direction}Body`)}
        </EmptyState>
      </section>
    )
  }
  return <FilledQueue direction={direction} links={links} />
}

interface FilledProps {
  readonly direction: Direction
  readonly links: QueueLinks | undefined
}

function FilledQueue({ direction, links }: FilledProps) {
  const { t } = useTranslation('transfers')
  const { layout, isBusy } = useQueueLayout(direction)
  const latest = useLatest(layout)
  return (
    <section className={styles.root} aria-label={t(`list.${direction}`)} data-queue>
      <QueueHeader direction={direction} links={links} layout={latest} />
      <OverallProgress direction={direction} />
      <div className={styles.lines} data-queue-lines>
        {layout.length > 0 || isBusy ? (
          <TransferGrid direction={direction} layout={layout} isBusy={isBusy} links={links} />
        ) : (
          <NothingMatches direction={direction} />
        )}
      </div>
    </section>
  )
}

interface HeaderProps extends FilledProps {
  readonly layout: { readonly current: QueueLayout }
}

/** Drawn anew when something in it changes, not with every change of the lines below. */
const QueueHeader = memo(function QueueHeader({ direction, links, layout }: HeaderProps) {
  const { t } = useTranslation(['transfers', 'links'])
  const isSelecting = QUEUE_VIEWS[direction]((view) => view.selection.ids.size > 1)
  const hasArrived = useTransfers((mirror) => mirror.tallies[direction].byStatus.done > 0)
  if (isSelecting) {
    return (
      <header className={styles.header}>
        <SelectionBar direction={direction} links={links} />
      </header>
    )
  }
  return (
    <header className={styles.header}>
      <h2 className={styles.title}>{t(`list.${direction}`)}</h2>
      <FilterBar direction={direction} />
      <div className={styles.end}>
        {links !== undefined && (
          <links.CopyButton
            rows={{ all: 'upload' }}
            label={t('links:copyAll')}
            disabled={!hasArrived}
            primary
          />
        )}
        <QueueMenu direction={direction} layout={layout} />
      </div>
    </header>
  )
})

function NothingMatches({ direction }: { readonly direction: Direction }) {
  const { t } = useTranslation('transfers')
  return (
    <EmptyState
      icon={IconFilterOff}
      title={t('empty.filterTitle')}
      action={
        <Button
          variant="default"
          size="xs"
          onClick={() => QUEUE_VIEWS[direction].setState({ filter: NO_FILTER })}
        >
          {t('empty.showAll')}
        </Button>
      }
    >
      {t('empty.filterBody')}
    </EmptyState>
  )
}

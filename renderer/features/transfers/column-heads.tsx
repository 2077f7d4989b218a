// biome-ignore-all lint/a11y/useSemanticElements: a <table> can't place only the lines in sight
// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons inside have the focus

import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Direction } from '../../../shared/transfer'
import styles from './column-heads.module.css'
import { pressed, type QueueOrder, SORT_KEYS, type SortKey } from './queue-order'
import { QUEUE_VIEWS } from './queue-view'

/** The headings of the columns: each sorts the list, and the other way round when pressed again. */
export function ColumnHeads({ direction }: { readonly direction: Direction }) {
  const { t } = useTranslation('transfers')
  const view = QUEUE_VIEWS[direction]
  const order = view((state) => state.order)
  return (
    <div role="rowgroup" className={styles.root}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        {SORT_KEYS.map((key) => (
          <div
            key={key}
            role="columnheader"
            className={styles.head}
            data-key={key}
            aria-sort={sortOf(order, key)}
          >
            <button
              type="button"
              className={styles.button}
              title={t('sort.hint')}
              onClick={() => view.setState({ order: pressed(order, key) })}
            >
              {t(`sort.${key}`)}
              {order.by === key && <Arrow isUp={sortOf(order, key) === 'ascending'} />}
            </button>
          </div>
        ))}
      </div>
    </div>
  )
}

function Arrow({ isUp }: { readonly isUp: boolean }) {
  const Glyph = isUp ? IconArrowUp : IconArrowDown
  return <Glyph size={13} stroke={2} aria-hidden />
}

/** The newest first is a descending order; the others ascend until they are turned round. */
function sortOf({ by, reversed }: QueueOrder, key: SortKey): 'ascending' | 'descending' | 'none' {
  if (by !== key) return 'none'
  return (by === 'added') !== reversed ? 'descending' : 'ascending'
}

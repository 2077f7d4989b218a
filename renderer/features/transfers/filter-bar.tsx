import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Direction } from '../../../shared/transfer'
import { useTally } from '../../state/transfers'
import styles from './filter-bar.module.css'
import { countOf, type QueueFilter, STATE_FILTERS } from './queue-filter'
import { QUEUE_VIEWS } from './queue-view'

/** Narrows the list by state, with the counts, and by a part of the name. */
export function FilterBar({ direction }: { readonly direction: Direction }) {
  const { t, i18n } = useTranslation('transfers')
  const view = QUEUE_VIEWS[direction]
  const filter = view((state) => state.filter)
  const tally = useTally(direction)
  const set = (change: Partial<QueueFilter>): void => {
    view.setState({ filter: { ...filter, ...change } })
  }
  const compact = new Intl.NumberFormat(i18n.language, { notation: 'compact' })
  return (
    <>
      <fieldset className={styles.states} aria-label={t('filter.label')}>
        {STATE_FILTERS.map((state) => {
          const count = countOf(tally, state)
          if (count === 0 && state !== 'all' && state !== filter.state) return null
          return (
            <button
              key={state}
              type="button"
              className={styles.state}
              data-state={state}
              aria-pressed={state === filter.state}
              onClick={() => set({ state })}
            >
              {t(`filter.${state}`)} <span className={styles.count}>{compact.format(count)}</span>
            </button>
          )
        })}
      </fieldset>
      <TextInput
        className={styles.search}
        size="xs"
        aria-label={t('filter.search')}
        placeholder={t('filter.search')}
        leftSection={<IconSearch size={14} stroke={1.8} aria-hidden />}
        rightSection={
          filter.text !== '' && (
            <CloseButton
              size="xs"
              aria-label={t('filter.clearSearch')}
              onClick={() => set({ text: '' })}
            />
          )
        }
        value={filter.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
    </>
  )
}

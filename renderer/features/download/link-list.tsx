import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PastedLink } from '../../../shared/pasted-urls'
import { rowsInSight, useSight } from '../../lib/use-sight'
import type { PasteSummary } from './download-summary'
import styles from './link-list.module.css'
import { LinkRow } from './link-row'
import type { LinkContext } from './link-view'
import { PasteSummaryLine } from './paste-summary'

const ROW_HEIGHT = 52
/** Rows above and below those in sight. */
const SPARE = 8

interface Props {
  readonly links: readonly PastedLink[]
  readonly summary: PasteSummary
  readonly isReading: boolean
  readonly context: LinkContext
}

/** Every link of the paste with what it is; ten thousand of them scroll like ten. */
export function LinkList({ links, summary, isReading, context }: Props) {
  const { t } = useTranslation('download')
  const scroller = useRef<HTMLDivElement>(null)
  const { first, last } = rowsInSight(
    useSight(scroller, ROW_HEIGHT),
    ROW_HEIGHT,
    links.length,
    SPARE,
  )
  const showNotLinks = (): void => {
    const index = links.findIndex((link) => link.kind === 'not-a-link')
    if (index >= 0) scroller.current?.scrollTo({ top: index * ROW_HEIGHT })
  }
  return (
    <div className={styles.root}>
      <PasteSummaryLine summary={summary} isReading={isReading} onShowNotLinks={showNotLinks} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={scroller} className={styles.scroller} tabIndex={0}>
        <ul
          className={styles.list}
          aria-label={t('list')}
          style={{ height: links.length * ROW_HEIGHT }}
        >
          {links.slice(first, last + 1).map((link, offset) => (
            <LinkRow
              key={link.line}
              link={link}
              top={(first + offset) * ROW_HEIGHT}
              total={links.length}
              context={context}
            />
          ))}
        </ul>
      </div>
    </div>
  )
}

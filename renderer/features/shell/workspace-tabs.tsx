import { IconDownload, IconUpload } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCompact } from '../../lib/format'
import { openCount } from '../../state/tally'
import { useTransfers } from '../../state/transfers'
import { openWorkspace, useWorkspace, type Workspace } from '../../state/workspace'
import styles from './workspace-tabs.module.css'

const TABS = [
  { workspace: 'upload', Icon: IconUpload },
  { workspace: 'download', Icon: IconDownload },
] as const

/** The ids that tie a tab to its panel. */
export function tabIds(workspace: Workspace) {
  return { tab: `tab-${workspace}`, panel: `panel-${workspace}` }
}

/** Upload | Download, with how much is going on in each. */
export function WorkspaceTabs() {
  const { t } = useTranslation('shell')
  const current = useWorkspace()
  const list = useRef<HTMLDivElement>(null)
  const step = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const other = current === 'upload' ? 'download' : 'upload'
    openWorkspace(other)
    list.current?.querySelector<HTMLElement>(`#${tabIds(other).tab}`)?.focus()
  }
  return (
    <div ref={list} className={styles.list} role="tablist" aria-label={t('workspaces')}>
      <span className={styles.indicator} data-at={current} aria-hidden />
      {TABS.map(({ workspace, Icon }) => (
        <button
          key={workspace}
          type="button"
          role="tab"
          id={tabIds(workspace).tab}
          aria-controls={tabIds(workspace).panel}
          aria-selected={workspace === current}
          tabIndex={workspace === current ? 0 : -1}
          className={styles.tab}
          onClick={() => openWorkspace(workspace)}
          onKeyDown={step}
        >
          <Icon size={18} stroke={1.8} aria-hidden />
          {t(workspace)}
          <OpenCount workspace={workspace} />
        </button>
      ))}
    </div>
  )
}

function OpenCount({ workspace }: { readonly workspace: Workspace }) {
  const { t, i18n } = useTranslation('shell')
  const count = useTransfers((mirror) => openCount(mirror.tallies[workspace]))
  if (count === 0) return null
  return (
    <>
      <span className={styles.count} aria-hidden>
        {formatCompact(count, i18n.language)}
      </span>
      <span className="oc-only-read">{t('running', { count })}</span>
    </>
  )
}

import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useActiveConnection, useConnections } from '../../state/connections'
import { useHasRows } from '../../state/transfers'
import { DownloadOptions } from './download-options'
import { foreignKeyHolder, summaryOf } from './download-summary'
import styles from './download-workspace.module.css'
import { LinkList } from './link-list'
import { PasteBox } from './paste-box'
import { usePasteDraft } from './paste-draft'
import { useLoosePaste } from './use-loose-paste'
import { useNow } from './use-now'
import { usePastedLinks } from './use-pasted-links'
import { useStartDownload } from './use-start-download'

/** The upper part of the Download workspace: the paste box, and once it holds text, what that is. */
export function DownloadWorkspace() {
  const { t } = useTranslation('download')
  useLoosePaste()
  const hasText = usePasteDraft((draft) => draft.text.trim() !== '')
  const hasQueue = useHasRows('download')
  const { links, duplicates, isReading } = usePastedLinks()
  const nowMs = useNow(links.some(({ expiresAtMs }) => expiresAtMs !== undefined))
  const connections = useConnections((all) => all.connections)
  const active = useActiveConnection()
  const { start, chooseFolder, isStarting } = useStartDownload()
  const summary = summaryOf(links, duplicates, nowMs)
  // Lines that are no links, left over from a start, don't take the room of the queue.
  const isComposing = hasText && (summary.links > 0 || !hasQueue)
  const isLeftover = hasText && !isComposing && links.length > 0
  const context = {
    connections,
    activeId: active?.id,
    foreignKey: foreignKeyHolder(active),
    nowMs,
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void start()
  }
  return (
    <form
      className={styles.root}
      aria-label={t('title')}
      data-composing={isComposing || undefined}
      data-leftover={isLeftover || undefined}
      data-compact={(hasQueue && !isComposing && !isLeftover) || undefined}
      onSubmit={submit}
    >
      <section className={styles.main}>
        <PasteBox isBusy={isStarting} onStart={() => void start()} />
        {(isComposing || isLeftover) && (
          <LinkList links={links} summary={summary} isReading={isReading} context={context} />
        )}
      </section>
      {isComposing && (
        <DownloadOptions
          count={summary.links}
          isStarting={isStarting}
          onChooseFolder={() => void chooseFolder()}
        />
      )}
    </form>
  )
}

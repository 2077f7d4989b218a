import { useTranslation } from 'react-i18next'
import type { PastedLink } from '../../../shared/pasted-urls'
import { roughDuration } from '../../lib/format'
import { FileIcon } from '../../ui/file-icon'
import { StatusBadge } from '../../ui/status-badge'
import styles from './link-list.module.css'
import { detailOf, hostOf, type LinkContext, type LinkDetail, nameOf, toneOf } from './link-view'

interface Props {
  readonly link: PastedLink
  /** Pixels from the top of the list. */
  readonly top: number
  readonly total: number
  readonly context: LinkContext
}

/** One link: its file, what kind of link it is, and how it will be fetched. */
export function LinkRow({ link, top, total, context }: Props) {
  const detail = detailOf(link, context)
  const detailText = useDetailText()(detail)
  const kindText = useKindText(context.activeId)(link)
  const host = detail.kind === 'public' ? '' : hostOf(link)
  const isBad = detail.kind === 'problem' || detail.kind === 'expired'
  return (
    <li
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-posinset={link.line}
      aria-setsize={total}
      data-bad={isBad || undefined}
      data-kind={link.kind}
    >
      <FileIcon name={nameOf(link)} />
      <div className={styles.words}>
        <div className={styles.name} title={link.text}>
          {nameOf(link)}
        </div>
        <div className={styles.detail} title={detailText}>
          {detailText}
          {host !== '' && <span className={styles.host}> · {host}</span>}
        </div>
      </div>
      <StatusBadge tone={toneOf(link.kind)} label={kindText} />
    </li>
  )
}

function useKindText(activeId: string | undefined): (link: PastedLink) => string {
  const { t } = useTranslation('download')
  return (link) => {
    const isOther = link.kind === 'own-bucket' && link.connectionId !== activeId
    return isOther ? t('otherBucket') : t(`kinds.${link.kind}`)
  }
}

function useDetailText(): (detail: LinkDetail) => string {
  const { t } = useTranslation(['download', 'common'])
  const span = (seconds: number): string => {
    const { unit, count } = roughDuration(seconds)
    return t(`common:${unit}`, { count })
  }
  return (detail) => {
    switch (detail.kind) {
      case 'problem':
        return t(`problems.${detail.problem}`)
      case 'expired':
        return t('warnings.LINK_EXPIRED', { ago: span(detail.secondsAgo) })
      case 'notYetValid':
        return t('warnings.LINK_NOT_YET_VALID')
      case 'signedUntil':
        return t('detail.signedUntil', { left: span(detail.secondsLeft) })
      case 'signed':
        return t('detail.signed')
      default: {
        const { kind, ...values } = detail
        return t(`detail.${kind}`, values)
      }
    }
  }
}

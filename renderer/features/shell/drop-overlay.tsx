import { IconFileUpload, IconLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DropKind } from './drop-content'
import styles from './drop-overlay.module.css'

/** Covers the window while something is dragged over it, and says where it will go. */
export function DropOverlay({ over }: { readonly over: DropKind | undefined }) {
  const { t } = useTranslation('shell')
  if (over === undefined) return null
  const isFiles = over === 'files'
  const Icon = isFiles ? IconFileUpload : IconLink
  return (
    <div className={styles.veil} data-testid="drop-overlay" aria-hidden>
      <div className={styles.frame}>
        <span className={styles.disc}>
          <Icon size={40} stroke={1.4} />
        </span>
        <p className={styles.title}>{t(isFiles ? 'dropTitle' : 'dropLinksTitle')}</p>
        <p className={styles.body}>{t(isFiles ? 'dropBody' : 'dropLinksBody')}</p>
      </div>
    </div>
  )
}

import { CloseButton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconExclamationCircle,
  IconInfoCircle,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { dismiss, type Tone, useToasts } from './notify'
import styles from './toasts.module.css'

/** The icon of each tone. */
export const TONE_ICONS = {
  success: IconCircleCheck,
  info: IconInfoCircle,
  warning: IconAlertTriangle,
  danger: IconExclamationCircle,
} as const satisfies Record<Tone, unknown>

/** The corner where messages appear: a live region, so that they are also heard. */
export function Toasts() {
  const { t } = useTranslation()
  const toasts = useToasts((state) => state.toasts)
  return (
    <section className={styles.corner} aria-live="polite" aria-label={t('notifications')}>
      {toasts.map((toast) => {
        const Icon = TONE_ICONS[toast.tone]
        return (
          <div
            key={toast.id}
            className={styles.toast}
            data-tone={toast.tone}
            role={toast.tone === 'danger' ? 'alert' : undefined}
          >
            <Icon size={20} stroke={1.8} className={styles.icon} aria-hidden />
            <div className={styles.words}>
              <p className={styles.title}>{toast.title}</p>
              {toast.body !== undefined && <p className={styles.body}>{toast.body}</p>}
            </div>
            <CloseButton size="sm" aria-label={t('dismiss')} onClick={() => dismiss(toast.id)} />
          </div>
        )
      })}
    </section>
  )
}

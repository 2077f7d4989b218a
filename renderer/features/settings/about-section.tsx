import { useTranslation } from 'react-i18next'
import { useAppInfo } from '../../state/app-info'
import styles from './settings-dialog.module.css'

/** Which version this is, for reports. */
export function AboutSection() {
  const { t } = useTranslation(['settings', 'common'])
  const version = useAppInfo((info) => info.version)
  return (
    <p className={styles.about}>
      <span className="oc-selectable">
        {t('common:appName')} · {t('settings:version', { version })}
      </span>
      <span>{t('settings:atOnceApplied')}</span>
    </p>
  )
}

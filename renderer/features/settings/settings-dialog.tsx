import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AboutSection } from './about-section'
import { AppearanceSection } from './appearance-section'
import { DownloadSection } from './download-section'
import { NetworkSection } from './network-section'
import styles from './settings-dialog.module.css'
import { StartSection } from './start-section'
import { UploadSection } from './upload-section'

interface Props {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Every choice that outlives a session. Each applies at once; there is nothing to save. */
export function SettingsDialog({ opened, onClose }: Props) {
  const { t } = useTranslation(['settings', 'common'])
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={600}
      title={t('settings:title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className={styles.root}>
        <AppearanceSection />
        <StartSection />
        <UploadSection onLeave={onClose} />
        <DownloadSection />
        <NetworkSection />
        <AboutSection />
      </div>
    </Modal>
  )
}

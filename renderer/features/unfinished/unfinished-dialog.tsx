import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConnections } from '../../state/connections'
import { closeUnfinished, useUnfinishedOpen } from '../../state/unfinished'
import styles from './unfinished-dialog.module.css'
import { UnfinishedSection } from './unfinished-section'

/** Uploads that were begun and never completed, by connection. Rendered once, opened from anywhere. */
export function UnfinishedDialog() {
  const { t } = useTranslation(['unfinished', 'common'])
  const isOpen = useUnfinishedOpen()
  const connections = useConnections((all) => all.connections)
  return (
    <Modal
      opened={isOpen}
      onClose={closeUnfinished}
      size={640}
      title={t('unfinished:title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <p className={styles.intro}>{t('unfinished:intro')}</p>
      {isOpen &&
        connections.map((connection) => (
          <UnfinishedSection key={connection.id} connection={connection} />
        ))}
      {connections.length === 0 && <p>{t('unfinished:noConnection')}</p>}
    </Modal>
  )
}

import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionSummary } from '../../../shared/connection'
import { ask, courier } from '../../bridge'
import { useConnections } from '../../state/connections'
import { useNotify } from '../../ui/use-notify'
import { closeConnectionDialog, useConnectionDialog } from './connection-dialog-state'
import { ConnectionEditor } from './connection-editor'
import styles from './connection-switcher.module.css'

/** The form and the question before a removal; rendered once, opened from anywhere. */
export function ConnectionDialogs() {
  const { t } = useTranslation(['connections', 'common'])
  const open = useConnectionDialog()
  const notify = useNotify()
  const id = open.dialog === 'none' ? undefined : open.id
  const stored = useConnections(({ connections }) => connections.find((one) => one.id === id))
  const isEdit = open.dialog === 'edit'
  const saved = ({ label }: ConnectionSummary): void => {
    closeConnectionDialog()
    notify.show({ tone: 'success', title: t('form.saved', { label }) })
  }
  return (
    <>
      <Modal
        opened={isEdit}
        onClose={closeConnectionDialog}
        // A click beside the window must not throw away a secret that was just typed.
        closeOnClickOutside={false}
        size={640}
        title={t(id === undefined ? 'form.addTitle' : 'form.editTitle')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        {isEdit && (
          <ConnectionEditor
            key={id ?? ''}
            stored={stored}
            startsAtSecret={open.at === 'secret'}
            onSaved={saved}
            onCancel={closeConnectionDialog}
          />
        )}
      </Modal>
      <Removal connection={open.dialog === 'remove' ? stored : undefined} />
    </>
  )
}

function Removal({ connection }: { readonly connection: ConnectionSummary | undefined }) {
  const { t } = useTranslation(['connections', 'common'])
  const notify = useNotify()
  const remove = async ({ id, label }: ConnectionSummary): Promise<void> => {
    const done = await notify.attempt(ask(courier.connections.remove({ id })).then(() => true))
    closeConnectionDialog()
    if (done) notify.show({ tone: 'success', title: t('removal.removed', { label }) })
  }
  return (
    <Modal
      opened={connection !== undefined}
      onClose={closeConnectionDialog}
      size={440}
      title={t('removal.title', { label: connection?.label ?? '' })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <p>{t('removal.body')}</p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={closeConnectionDialog} data-autofocus>
          {t('common:cancel')}
        </Button>
        <Button color="red" onClick={() => connection && void remove(connection)}>
          {t('removal.confirm')}
        </Button>
      </div>
    </Modal>
  )
}

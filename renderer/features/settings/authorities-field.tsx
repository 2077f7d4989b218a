import { Button, Input } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Authority } from '../../../shared/network-keys'
import { ask, courier } from '../../bridge'
import { formatDate } from '../../lib/format'
import { useNetworkKeys } from '../../state/network'
import { IconButton } from '../../ui/icon-button'
import { useNotify } from '../../ui/use-notify'
import styles from './network.module.css'

/** Certificates that are trusted besides the system's: a company's own root, most often. */
export function AuthoritiesField() {
  const { t } = useTranslation('network')
  const id = useId()
  const notify = useNotify()
  const authorities = useNetworkKeys((keys) => keys.authorities)
  return (
    <Input.Wrapper
      label={t('certificates')}
      labelElement="div"
      labelProps={{ id }}
      description={t('certificatesHint')}
      className={styles.wide}
    >
      {authorities.length > 0 && (
        <ul className={styles.list} aria-labelledby={id}>
          {authorities.map((authority) => (
            <AuthorityRow key={authority.id} authority={authority} />
          ))}
        </ul>
      )}
      <Button
        mt={6}
        variant="default"
        size="xs"
        onClick={() => void notify.attempt(ask(courier.network.addAuthority()))}
      >
        {t('certificateAdd')}
      </Button>
    </Input.Wrapper>
  )
}

function AuthorityRow({ authority }: { readonly authority: Authority }) {
  const { t, i18n } = useTranslation('network')
  const notify = useNotify()
  const { id, subject, expiresAtMs } = authority
  const isOver = expiresAtMs < Date.now()
  const date = formatDate(expiresAtMs, i18n.language)
  return (
    <li className={styles.item}>
      <span className={styles.subject}>{subject}</span>
      <span className={styles.note} data-over={isOver || undefined}>
        {isOver ? t('certificateOver', { date }) : t('certificateUntil', { date })}
      </span>
      <IconButton
        icon={IconTrash}
        size={28}
        tone="danger"
        label={t('certificateRemove', { name: subject })}
        onClick={() => void notify.attempt(ask(courier.network.removeAuthority({ id })))}
      />
    </li>
  )
}

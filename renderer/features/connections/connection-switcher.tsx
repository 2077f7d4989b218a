import { Menu, UnstyledButton } from '@mantine/core'
import {
  IconBucket,
  IconCheck,
  IconChevronDown,
  IconPencil,
  IconPlus,
  IconSchool,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ConnectionSummary } from '../../../shared/connection'
import { useActiveConnection, useConnections } from '../../state/connections'
import { openConnectionForm, openConnectionRemoval } from './connection-dialog-state'
import { ConnectionDialogs } from './connection-dialogs'
import styles from './connection-switcher.module.css'
import { useSwitch } from './use-switch'

/** The connection in use, and the menu to change it; also holds the dialogs of all connections. */
export function ConnectionSwitcher() {
  const { t } = useTranslation('connections')
  const active = useActiveConnection()
  const connections = useConnections((state) => state.connections)
  const switchTo = useSwitch()
  const hasPractice = connections.some(({ isPractice }) => isPractice)
  const Icon = active?.isPractice ? IconSchool : IconBucket
  return (
    <>
      <Menu position="bottom-end" width={320} shadow="md">
        <Menu.Target>
          <UnstyledButton
            className={styles.target}
            data-missing={active === undefined || undefined}
            aria-label={active ? t('menu.open', { label: active.label }) : t('menu.openNone')}
          >
            <Icon size={18} stroke={1.7} aria-hidden className={styles.icon} />
            <span className={styles.label}>{active?.label ?? t('menu.none')}</span>
            <IconChevronDown size={14} stroke={1.8} aria-hidden className={styles.icon} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown className={styles.dropdown}>
          {connections.length > 0 && <Menu.Label>{t('menu.title')}</Menu.Label>}
          {connections.map((one) => (
            <Row
              key={one.id}
              connection={one}
              isActive={one.id === active?.id}
              onSwitch={() => void switchTo.to(one)}
            />
          ))}
          {connections.length > 0 && <Menu.Divider />}
          {!hasPractice && (
            <Menu.Item
              leftSection={<IconSchool size={18} stroke={1.7} aria-hidden />}
              onClick={() => void switchTo.toPractice()}
            >
              {t('menu.practice')}
              <span className={styles.detail}>{t('menu.practiceHint')}</span>
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconPlus size={18} stroke={1.7} aria-hidden />}
            onClick={() => openConnectionForm()}
          >
            {t('menu.add')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConnectionDialogs />
    </>
  )
}

interface RowProps {
  readonly connection: ConnectionSummary
  readonly isActive: boolean
  readonly onSwitch: () => void
}

/** A connection with its actions beside it, each an item of the menu, so that arrow keys reach all. */
function Row({ connection, isActive, onSwitch }: RowProps) {
  const { t } = useTranslation('connections')
  const { id, label, isPractice } = connection
  const Icon = isPractice ? IconSchool : IconBucket
  return (
    <div className={styles.row} role="none">
      <Menu.Item
        className={styles.choose}
        leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
        rightSection={
          isActive && <IconCheck size={16} stroke={2} role="img" aria-label={t('menu.inUse')} />
        }
        aria-current={isActive || undefined}
        onClick={isActive ? undefined : onSwitch}
      >
        <span className={styles.name}>{label}</span>
        <Detail connection={connection} />
      </Menu.Item>
      {!isPractice && (
        <Menu.Item
          className={styles.action}
          aria-label={t('menu.edit', { label })}
          title={t('menu.edit', { label })}
          onClick={() => openConnectionForm(id)}
        >
          <IconPencil size={16} stroke={1.7} aria-hidden />
        </Menu.Item>
      )}
      <Menu.Item
        className={styles.action}
        aria-label={t('menu.remove', { label })}
        title={t('menu.remove', { label })}
        onClick={() => openConnectionRemoval(id)}
      >
        <IconTrash size={16} stroke={1.7} aria-hidden />
      </Menu.Item>
    </div>
  )
}

/** What tells two connections apart, and what is special about this one. */
function Detail({ connection }: { readonly connection: ConnectionSummary }) {
  const { t } = useTranslation('connections')
  if (connection.isPractice) return <span className={styles.detail}>{t('menu.practiceHint')}</span>
  const { bucket, region, keyIdHint, protection, hasSecret } = connection
  const special = !hasSecret
    ? t('menu.secretMissing')
    : protection === 'session'
      ? t('menu.sessionOnly')
      : undefined
  const parts = [bucket, region, keyIdHint, special].filter((part) => part !== '' && part)
  return (
    <span className={styles.detail} data-warn={!hasSecret || undefined}>
      {parts.join(' · ')}
    </span>
  )
}

import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LinkSelection } from '../../../shared/ipc/contract'
import { VALIDITY_PRESETS } from '../../lib/validity'
import { useSettings } from '../../state/settings'
import styles from './copy-links-button.module.css'
import { useLinkChoice } from './link-choice'
import { type LinkForm, useCopyLinks } from './use-copy-links'

const FORMS = {
  lines: true,
  semicolons: true,
  markdown: true,
  html: true,
  csv: true,
  tsv: true,
  json: true,
} as const satisfies Record<LinkForm, true>

interface Props {
  readonly rows: LinkSelection | (() => LinkSelection)
  readonly label: string
  /** The one button that matters most where it stands. */
  readonly primary?: boolean
  readonly disabled?: boolean
}

/** Copies links in the remembered form; the arrow beside it offers every form, and the validity. */
export function CopyLinksButton({ rows, label, primary = false, disabled = false }: Props) {
  const { t } = useTranslation('links')
  const form = useSettings((settings) => settings.links.form)
  const copyRows = useCopyLinks()
  const copy = (as?: LinkForm): void =>
    void copyRows(typeof rows === 'function' ? rows() : rows, as)
  const variant = primary ? 'filled' : 'default'
  return (
    <div className={styles.root} data-primary={primary || undefined}>
      <Button
        variant={variant}
        size="xs"
        disabled={disabled}
        className={styles.main}
        leftSection={<IconCopy size={15} stroke={1.8} aria-hidden />}
        onClick={() => copy()}
      >
        {label}
      </Button>
      <Menu position="bottom-end" disabled={disabled}>
        <Menu.Target>
          <ActionIcon
            variant={variant}
            size={30}
            disabled={disabled}
            className={styles.arrow}
            aria-label={t('chooseForm')}
          >
            <IconChevronDown size={15} stroke={1.8} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('copyAs')}</Menu.Label>
          {(Object.keys(FORMS) as LinkForm[]).map((one) => (
            <Menu.Item
              key={one}
              leftSection={<Tick shown={one === form} />}
              rightSection={<span className={styles.hint}>{t(`formHint.${one}`)}</span>}
              onClick={() => copy(one)}
            >
              {t(`form.${one}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <ValidityItems />
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function ValidityItems() {
  const { t } = useTranslation(['links', 'common'])
  const chosen = useLinkChoice((choice) => choice.validitySeconds)
  const choices = [
    { label: t('asUploaded'), seconds: undefined },
    ...VALIDITY_PRESETS.map(({ name, seconds }) => ({
      label: t(`common:validity.preset.${name}`),
      seconds,
    })),
  ]
  return (
    <>
      <Menu.Label>{t('validFor')}</Menu.Label>
      {choices.map(({ label, seconds }) => (
        <Menu.RadioItem
          key={label}
          value={label}
          checked={seconds === chosen}
          closeMenuOnClick={false}
          onChange={() => useLinkChoice.setState({ validitySeconds: seconds })}
        >
          {label}
        </Menu.RadioItem>
      ))}
    </>
  )
}

function Tick({ shown }: { readonly shown: boolean }) {
  return (
    <span className={styles.tick} aria-hidden>
      {shown && <IconCheck size={15} stroke={2} />}
    </span>
  )
}

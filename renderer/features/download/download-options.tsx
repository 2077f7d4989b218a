import { Button, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconFolder } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ConflictPolicy } from '../../../shared/settings'
import { formatCount } from '../../lib/format'
import { commandKeyText } from '../../lib/keyboard'
import { useAppInfo } from '../../state/app-info'
import { updateSettings, useSettings } from '../../state/settings'
import { ChoiceCards } from '../../ui/choice-cards'
import { useNotify } from '../../ui/use-notify'
import styles from './download-workspace.module.css'

const CONFLICTS: readonly ConflictPolicy[] = ['number', 'overwrite', 'skip']

interface Props {
  /** How many files would be fetched. */
  readonly count: number
  readonly isStarting: boolean
  readonly onChooseFolder: () => void
}

/** The folder, what happens with names that exist, and the button that starts. */
export function DownloadOptions({ count, isStarting, onChooseFolder }: Props) {
  const { t, i18n } = useTranslation('download')
  const notify = useNotify()
  const folder = useAppInfo((info) => info.downloadFolder)
  const platform = useAppInfo((info) => info.platform)
  const conflict = useSettings((settings) => settings.download.conflict)
  const conflicts = CONFLICTS.map((value) => ({
    value,
    label: t(`conflicts.${value}`),
    example: t(`conflictHints.${value}`),
  }))
  const formatted = formatCount(count, i18n.language)
  return (
    <section className={styles.side} aria-label={t('options')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className={styles.options} tabIndex={0}>
        <div>
          <p className={styles.legend}>{t('folder')}</p>
          <UnstyledButton
            className={styles.folder}
            data-missing={folder === undefined || undefined}
            aria-label={folder === undefined ? undefined : t('folderChange', { folder })}
            onClick={onChooseFolder}
          >
            <IconFolder size={18} stroke={1.7} aria-hidden />
            <span className={styles.path} title={folder}>
              {folder ?? t('folderNone')}
            </span>
          </UnstyledButton>
        </div>
        <ChoiceCards
          legend={t('conflict')}
          choices={conflicts}
          value={conflict}
          onChange={(value) =>
            void notify.attempt(updateSettings({ download: { conflict: value } }))
          }
        />
      </div>
      <div className={styles.send}>
        <Button
          type="submit"
          size="md"
          fullWidth
          disabled={count === 0}
          loading={isStarting}
          leftSection={<IconArrowDown size={18} stroke={2} aria-hidden />}
        >
          {count === 0 ? t('start') : t('startCount', { count, formatted })}
        </Button>
        <p className={styles.shortcut} aria-hidden>
          {commandKeyText('Enter', platform)}
        </p>
      </div>
    </section>
  )
}

import { Button, Input } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, courier } from '../../bridge'
import { refreshAppInfo, useAppInfo } from '../../state/app-info'
import { useSettings } from '../../state/settings'
import { useNotify } from '../../ui/use-notify'
import { AtOnceField } from './at-once-field'
import { ChoiceField } from './choice-field'
import { LimitField } from './limit-field'
import { SettingSection } from './setting-section'
import { CONFLICT_POLICIES } from './setting-values'
import styles from './settings-dialog.module.css'
import { useChangeSettings } from './use-change-settings'

/** Where fetched files go, and how many arrive at once. */
export function DownloadSection() {
  const { t } = useTranslation('settings')
  const change = useChangeSettings()
  const download = useSettings((settings) => settings.download)
  return (
    <SettingSection title={t('download')}>
      <FolderField />
      <ChoiceField
        label={t('downloadConflict')}
        values={CONFLICT_POLICIES}
        words={(value) => t(`conflicts.${value}`)}
        value={download.conflict}
        onChange={(conflict) => change({ download: { conflict } })}
      />
      <AtOnceField
        label={t('downloadAtOnce')}
        value={download.atOnce}
        onChange={(atOnce) => change({ download: { atOnce } })}
      />
      <LimitField
        label={t('downloadLimit')}
        value={download.limitBytesPerSecond}
        onChange={(limitBytesPerSecond) => change({ download: { limitBytesPerSecond } })}
      />
    </SettingSection>
  )
}

function FolderField() {
  const { t } = useTranslation('settings')
  const id = useId()
  const notify = useNotify()
  const folder = useAppInfo((info) => info.downloadFolder)
  const choose = async (): Promise<void> => {
    const chosen = await notify.attempt(ask(courier.downloads.chooseFolder()))
    if (chosen?.folder !== undefined) await notify.attempt(refreshAppInfo())
  }
  return (
    <Input.Wrapper label={t('folder')} labelElement="div" className={styles.wide}>
      <div className={styles.folder}>
        <span id={id} className={styles.path} data-missing={folder === undefined || undefined}>
          {folder ?? t('folderNone')}
        </span>
        {folder !== undefined && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => void notify.attempt(ask(courier.downloads.openFolder()))}
          >
            {t('folderOpen')}
          </Button>
        )}
        <Button variant="default" size="xs" aria-describedby={id} onClick={choose}>
          {t('folderChoose')}
        </Button>
      </div>
    </Input.Wrapper>
  )
}

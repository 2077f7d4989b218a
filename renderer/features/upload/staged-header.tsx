import { Button } from '@mantine/core'
import { IconFilePlus, IconFolderPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ask, courier } from '../../bridge'
import { formatCount, formatSize } from '../../lib/format'
import { useStaging } from '../../state/staging'
import { IconButton } from '../../ui/icon-button'
import { useNotify } from '../../ui/use-notify'
import styles from './staged-header.module.css'
import { StagingProblems } from './staging-problems'
import { usePick } from './use-pick'

/** Above the staged list: how much there is, more of it, or none. */
export function StagedHeader() {
  const { t, i18n } = useTranslation(['upload', 'common'])
  const notify = useNotify()
  const pick = usePick()
  const staging = useStaging((all) => all)
  const { totalFiles: count, totalBytes, walking, leftOut } = staging
  const formatted = formatCount(count, i18n.language)
  return (
    <header className={styles.root}>
      <div className={styles.words}>
        <h2 className={styles.title}>{t('staged.title')}</h2>
        <p className={styles.totals} aria-live="polite">
          {t('common:files', { count, formatted })} · {formatSize(totalBytes)}
          {walking && ` · ${t('staged.walking')}`}
        </p>
        {leftOut > 0 && (
          <p className={styles.totals}>
            {t('staged.leftOut', {
              count: leftOut,
              formatted: formatCount(leftOut, i18n.language),
            })}
          </p>
        )}
        <StagingProblems problems={staging.problems} />
      </div>
      <IconButton icon={IconFilePlus} label={t('drop.pickFiles')} onClick={() => pick('files')} />
      <IconButton
        icon={IconFolderPlus}
        label={t('drop.pickFolder')}
        onClick={() => pick('folder')}
      />
      <Button
        variant="subtle"
        color="gray"
        size="compact-md"
        leftSection={<IconTrash size={16} stroke={1.7} aria-hidden />}
        onClick={() => notify.attempt(ask(courier.staging.clear()))}
      >
        {t('staged.clear')}
      </Button>
    </header>
  )
}

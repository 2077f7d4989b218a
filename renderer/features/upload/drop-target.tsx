import { Button } from '@mantine/core'
import { IconCloudUpload, IconFilePlus, IconFolderPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { commandKeyText } from '../../lib/keyboard'
import { useAppInfo } from '../../state/app-info'
import styles from './drop-target.module.css'
import { usePick } from './use-pick'

/** Where files come in. The whole window takes drops; this is what invites them. */
export function DropTarget({ isCompact }: { readonly isCompact: boolean }) {
  const { t } = useTranslation('upload')
  const platform = useAppInfo((info) => info.platform)
  const pick = usePick()
  return (
    <section
      className={styles.root}
      data-compact={isCompact || undefined}
      data-testid="drop-target"
      aria-label={t('drop.region')}
    >
      <span className={styles.disc}>
        <IconCloudUpload size={isCompact ? 24 : 42} stroke={1.4} aria-hidden />
      </span>
      <div className={styles.words}>
        <h2 className={styles.title}>{t('drop.title')}</h2>
        <p className={styles.body}>{t('drop.body', { shortcut: commandKeyText('V', platform) })}</p>
      </div>
      <div className={styles.actions}>
        <Button
          variant={isCompact ? 'default' : 'filled'}
          leftSection={<IconFilePlus size={18} stroke={1.7} aria-hidden />}
          onClick={() => pick('files')}
        >
          {t('drop.pickFiles')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFolderPlus size={18} stroke={1.7} aria-hidden />}
          onClick={() => pick('folder')}
        >
          {t('drop.pickFolder')}
        </Button>
      </div>
    </section>
  )
}

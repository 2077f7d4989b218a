import { Tooltip } from '@mantine/core'
import { IconArrowRight, IconX } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, courier } from '../../bridge'
import { formatSize } from '../../lib/format'
import { FileIcon } from '../../ui/file-icon'
import { IconButton } from '../../ui/icon-button'
import { useNotify } from '../../ui/use-notify'
import { type PreviewLine, splitKey } from './key-preview'
import styles from './staged-row.module.css'

interface Props {
  readonly line: PreviewLine
  /** Pixels from the top of the list. */
  readonly top: number
  readonly position: number
  /** How many there are; -1 while that is not known. */
  readonly total: number
  readonly hasDirectory: boolean
}

/** One staged file: what it is, and what it will be called. */
export const StagedRow = memo(function StagedRow(props: Props) {
  const { line, top, position, total, hasDirectory } = props
  const { t } = useTranslation('upload')
  const notify = useNotify()
  const { file } = line
  return (
    <li
      className={styles.root}
      style={{ transform: `translateY(${top}px)` }}
      aria-posinset={position}
      aria-setsize={total}
    >
      <FileIcon name={file.fileName} />
      <div className={styles.words}>
        <div className={styles.name} title={file.fileName}>
          {file.relativeFolder !== '' && (
            <span className={styles.folder}>{file.relativeFolder}/</span>
          )}
          {file.fileName}
        </div>
        <Key line={line} hasDirectory={hasDirectory} />
      </div>
      <span className={styles.size}>{formatSize(file.sizeBytes)}</span>
      <IconButton
        icon={IconX}
        size={28}
        label={t('staged.remove', { name: file.fileName })}
        onClick={() => notify.attempt(ask(courier.staging.remove({ ids: [file.id] })))}
      />
    </li>
  )
})

function Key({
  line: { planned },
  hasDirectory,
}: {
  readonly line: PreviewLine
  readonly hasDirectory: boolean
}) {
  const { t } = useTranslation(['upload', 'naming'])
  if (!hasDirectory) return <div className={styles.waiting}>{t('staged.needsDirectory')}</div>
  if (!planned.ok) return <div className={styles.problem}>{t(`naming:${planned.problem}`)}</div>
  const { folder, name } = splitKey(planned.key)
  return (
    <div className={styles.key} title={planned.key}>
      <IconArrowRight size={12} stroke={2} aria-label={t('staged.key')} role="img" />
      <span className={styles.keyText} data-testid="planned-key">
        <span className={styles.keyFolder}>{folder}</span>
        <span className={styles.keyName}>{name}</span>
      </span>
      {planned.number > 1 && (
        <Tooltip label={t('staged.renumbered')}>
          <span className={styles.number}>{t('staged.numbered')}</span>
        </Tooltip>
      )}
    </div>
  )
}

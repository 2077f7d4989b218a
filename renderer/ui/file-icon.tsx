import {
  IconApps,
  IconFile,
  IconFileCode,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMovie,
  IconMusic,
  IconNotes,
  IconPhoto,
  IconPresentation,
  IconTable,
} from '@tabler/icons-react'
import { type FileKind, fileKindOf } from '../lib/file-kind'
import styles from './file-icon.module.css'

const ICONS = {
  image: IconPhoto,
  video: IconMovie,
  audio: IconMusic,
  document: IconFileText,
  table: IconTable,
  slides: IconPresentation,
  pdf: IconFileTypePdf,
  archive: IconFileZip,
  code: IconFileCode,
  text: IconNotes,
  program: IconApps,
  other: IconFile,
} as const satisfies Record<FileKind, unknown>

interface Props {
  readonly name: string
  readonly contentType?: string | undefined
}

/** A picture of what a file is; the name beside it says it in words. */
export function FileIcon({ name, contentType }: Props) {
  const kind = fileKindOf(name, contentType)
  const Icon = ICONS[kind]
  return (
    <span className={styles.root} data-kind={kind} aria-hidden>
      <Icon size={18} stroke={1.6} />
    </span>
  )
}

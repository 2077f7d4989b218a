import { IconCopy, IconExternalLink } from '@tabler/icons-react'
import type { LinkSelection } from '../../../shared/ipc/contract'
import { useListText } from '../../text/list-text'
import { IconButton } from '../../ui/icon-button'
import { LinkDetail } from './link-detail'

interface Props {
  readonly id: string
  /** 0 in the row that has the keyboard's attention, -1 in the others. */
  readonly tabIndex: number
  readonly copy: (rows: LinkSelection) => void
  readonly open: (id: string) => void
}

/** The buttons of an uploaded row: copy its link, look at it, open it. */
export function RowLinkActions({ id, tabIndex, copy, open }: Props) {
  const { t } = useListText()
  return (
    <>
      <IconButton
        icon={IconCopy}
        label={t('links:copyLink')}
        tone="accent"
        size={28}
        tabIndex={tabIndex}
        onClick={() => copy({ ids: [id] })}
      />
      <LinkDetail key={id} id={id} tabIndex={tabIndex} />
      <IconButton
        icon={IconExternalLink}
        label={t('links:openLink')}
        size={28}
        tabIndex={tabIndex}
        onClick={() => open(id)}
      />
    </>
  )
}

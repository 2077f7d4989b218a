import { IconCopy, IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ask, courier } from '../../bridge'
import { IconButton } from '../../ui/icon-button'
import { useNotify } from '../../ui/use-notify'
import { LinkDetail } from './link-detail'
import { useCopyLinks } from './use-copy-links'

interface Props {
  readonly id: string
  /** 0 in the row that has the keyboard's attention, -1 in the others. */
  readonly tabIndex: number
}

/** The buttons of an uploaded row: copy its link, look at it, open it. */
export function RowLinkActions({ id, tabIndex }: Props) {
  const { t } = useTranslation('links')
  const copy = useCopyLinks()
  const notify = useNotify()
  return (
    <>
      <IconButton
        icon={IconCopy}
        label={t('copyLink')}
        tone="accent"
        size={28}
        tabIndex={tabIndex}
        onClick={() => copy({ ids: [id] })}
      />
      <LinkDetail id={id} tabIndex={tabIndex} />
      <IconButton
        icon={IconExternalLink}
        label={t('openLink')}
        size={28}
        tabIndex={tabIndex}
        onClick={() => notify.attempt(ask(courier.links.open({ id })))}
      />
    </>
  )
}

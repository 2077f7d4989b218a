import { Popover, Textarea } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, courier } from '../../bridge'
import { formatTime } from '../../lib/format'
import { useListText } from '../../text/list-text'
import { IconButton } from '../../ui/icon-button'
import { useNotify } from '../../ui/use-notify'
import { useOpenedAtOnce } from '../../ui/use-opened-at-once'
import { CopyLinksButton } from './copy-links-button'
import { useLinkChoice } from './link-choice'
import styles from './link-detail.module.css'
import { RowFacts } from './row-facts'

interface SignedLink {
  readonly url: string
  readonly expiresAtMs: number
}

interface Props {
  readonly id: string
  readonly tabIndex: number
}

/** A button for the link of one row; the popover comes with the first press. */
export function LinkDetail(props: Props) {
  const { t } = useListText()
  const [isUsed, setUsed] = useState(false)
  if (isUsed) return <UsedDetail {...props} />
  return (
    <IconButton
      icon={IconLink}
      label={t('links:showLink')}
      size={28}
      tabIndex={props.tabIndex}
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={() => setUsed(true)}
    />
  )
}

/** Shows a freshly signed link of one row, whole, with the time at which it ends. */
function UsedDetail({ id, tabIndex }: Props) {
  const { t, i18n } = useTranslation('links')
  const notify = useNotify()
  const { target, opened, setOpened } = useOpenedAtOnce()
  const [link, setLink] = useState<SignedLink>()
  const signLink = useEffectEvent(async (): Promise<void> => {
    const { validitySeconds } = useLinkChoice.getState()
    const wish = validitySeconds === undefined ? {} : { validitySeconds }
    const signed = await notify.attempt(ask(courier.links.sign({ id, ...wish })))
    setLink(signed)
    if (signed === undefined) setOpened(false)
  })
  useEffect(() => {
    if (opened) void signLink()
  }, [opened])
  const close = (): void => {
    setOpened(false)
    setLink(undefined)
  }
  return (
    <Popover opened={opened} onDismiss={close} width={380} position="left" trapFocus returnFocus>
      <Popover.Target>
        <IconButton
          ref={target}
          icon={IconLink}
          label={t('showLink')}
          size={28}
          tabIndex={tabIndex}
          onClick={() => (opened ? close() : setOpened(true))}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.root}>
          <Textarea
            label={t('detail.title')}
            readOnly
            rows={5}
            value={link?.url ?? t('detail.signing')}
            classNames={{ input: styles.url }}
            onFocus={(event) => event.currentTarget.select()}
          />
          <RowFacts id={id} />
          {link !== undefined && (
            <p className={styles.ends}>
              {t('detail.expires', { time: formatTime(link.expiresAtMs, i18n.language) })}
            </p>
          )}
          <CopyLinksButton rows={{ ids: [id] }} label={t('copyLink')} primary />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

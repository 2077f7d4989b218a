import { CloseButton } from '@mantine/core'
import { IconClock, IconHourglass, IconInfoCircle, IconKey, IconWifiOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../../shared/notices'
import { ask, courier } from '../../bridge'
import { useEverySecond } from '../../lib/use-every-second'
import { useNotices } from '../../state/notices'
import { useNotify } from '../../ui/use-notify'
import styles from './notice-banners.module.css'
import { type ShownNotice, shownNotices } from './shown-notices'
import { useNoticeWords } from './use-notice-words'

const ICONS = {
  clock: IconClock,
  token: IconKey,
  disk: IconHourglass,
  journal: IconHourglass,
  offline: IconWifiOff,
  host: IconHourglass,
  endpoint: IconInfoCircle,
  unfinished: IconInfoCircle,
} as const satisfies Record<Notice['about'], unknown>

interface Props {
  /** Opens the form of a connection whose secret has to be typed again. */
  readonly onEnterSecret: (connectionId: string) => void
  readonly onShowUnfinished: () => void
}

/** Strips under the bar: what transfers wait for, and what the person can do about it. */
export function NoticeBanners(props: Props) {
  return shownNotices(useNotices()).map((notice) => (
    <Strip key={notice.key} notice={notice} {...props} />
  ))
}

function Strip({
  notice,
  onEnterSecret,
  onShowUnfinished,
}: Props & { readonly notice: ShownNotice }) {
  const { t } = useTranslation('common')
  useEverySecond(notice.about === 'host')
  const { attempt } = useNotify()
  const { sentence, detail, button } = useNoticeWords()(notice)
  const Icon = ICONS[notice.about]
  const { key, about } = notice
  const keys = about === 'host' ? notice.keys : [key]
  const isHold = about !== 'clock' && about !== 'endpoint' && about !== 'unfinished'
  const act = (): void => {
    if (about === 'token') onEnterSecret(notice.connectionId)
    else if (about === 'unfinished') onShowUnfinished()
    else for (const one of keys) void attempt(ask(courier.notices.act({ key: one })))
  }
  return (
    <div className={styles.strip} data-notice={about}>
      <Icon size={16} stroke={1.8} aria-hidden />
      <span>
        <span role="status">{sentence}</span>
        {detail !== undefined && ` ${detail}`}
        {button !== undefined && (
          <button type="button" className={styles.action} onClick={act}>
            {button}
          </button>
        )}
      </span>
      {!isHold && (
        <CloseButton
          size="sm"
          aria-label={t('dismiss')}
          onClick={() => void attempt(ask(courier.notices.dismiss({ key })))}
        />
      )}
    </div>
  )
}

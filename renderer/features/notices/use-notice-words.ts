import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/assert-never'
import { formatCount, formatSize, roughDuration } from '../../lib/format'
import { joinSentences } from '../../lib/join-sentences'
import type { ShownNotice } from './shown-notices'

/** What a notice says, and what its button says, if it has one. */
export interface NoticeWords {
  readonly sentence: string
  /** What changes every second: seen, and not read out each time. */
  readonly detail?: string
  readonly button?: string
}

/** Puts notices into words. */
export function useNoticeWords(): (notice: ShownNotice) => NoticeWords {
  const { t, i18n } = useTranslation(['notices', 'common'])
  const duration = (seconds: number): string => {
    const { unit, count } = roughDuration(seconds)
    return t(`common:${unit}`, { count })
  }
  const rows = (count: number) => ({ count, formatted: formatCount(count, i18n.language) })

  return (notice) => {
    switch (notice.about) {
      case 'clock': {
        const time = duration(Math.abs(notice.minutesBehind) * 60)
        return { sentence: t(notice.minutesBehind > 0 ? 'clockBehind' : 'clockAhead', { time }) }
      }
      case 'token': {
        const { problem, waiting, toEnd, label } = notice
        return {
          sentence:
            waiting > 0
              ? t(`key.${problem}`, { ...rows(waiting), label })
              : t(`keyToEnd.${problem}`, { ...rows(toEnd), label }),
          button: t(`enterKey.${problem}`),
        }
      }
      case 'disk': {
        const { waiting, folder, neededBytes, freeBytes } = notice
        const full = t('disk', { ...rows(waiting), folder })
        if (neededBytes === undefined || freeBytes === undefined)
          return { sentence: full, button: t('tryNow') }
        const room = t('diskRoom', { needed: formatSize(neededBytes), free: formatSize(freeBytes) })
        return { sentence: joinSentences(full, room), button: t('tryNow') }
      }
      case 'journal':
        return { sentence: t('journal', rows(notice.waiting)), button: t('tryNow') }
      case 'offline':
        return { sentence: t('offline', rows(notice.waiting)), button: t('tryNow') }
      case 'host': {
        const { waiting, host, nextTryAtMs, hosts } = notice
        const seconds = Math.ceil((nextTryAtMs - Date.now()) / 1000)
        const when = seconds > 0 ? t('inTime', { time: duration(seconds) }) : t('now')
        return {
          sentence:
            hosts > 1
              ? t('hosts', { ...rows(waiting), hosts: formatCount(hosts, i18n.language) })
              : t('host', { ...rows(waiting), host }),
          detail: t('nextTry', { when }),
          button: t('tryNow'),
        }
      }
      case 'endpoint':
        return {
          sentence: t('endpoint', { label: notice.label, endpoint: notice.endpoint }),
          button: t('saveEndpoint'),
        }
      case 'unfinished':
        return { sentence: t('unfinished', rows(notice.count)), button: t('showUnfinished') }
      default:
        return assertNever(notice)
    }
  }
}

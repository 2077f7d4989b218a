import { useTranslation } from 'react-i18next'
import type { LinkSelection } from '../../../shared/ipc/contract'
import type { Settings } from '../../../shared/settings'
import { ask, courier } from '../../bridge'
import { formatCount, formatTime } from '../../lib/format'
import { settingsMirror, updateSettings } from '../../state/settings'
import { useNotify } from '../../ui/use-notify'
import { useLinkChoice } from './link-choice'

/** The form in which several links are joined. */
export type LinkForm = Settings['links']['form']

/**
 * Gives a function that has main sign links and put them on the clipboard, and says until when
 * they hold. A form that is named becomes the remembered one.
 */
export function useCopyLinks(): (rows: LinkSelection, form?: LinkForm) => Promise<void> {
  const { t, i18n } = useTranslation('links')
  const notify = useNotify()
  return async (rows, form) => {
    const remembered = settingsMirror.get().links.form
    if (form !== undefined && form !== remembered) {
      await notify.attempt(updateSettings({ links: { form } }))
    }
    const { validitySeconds } = useLinkChoice.getState()
    const answer = await notify.attempt(
      ask(
        courier.links.copy({
          rows,
          form: form ?? remembered,
          ...(validitySeconds === undefined ? {} : { validitySeconds }),
        }),
      ),
    )
    if (answer === undefined) return
    const { copied: count, expiresAtMs } = answer
    notify.show({
      tone: 'success',
      about: 'links',
      title: t('copied', { count, formatted: formatCount(count, i18n.language) }),
      body: t('validUntil', { time: formatTime(expiresAtMs, i18n.language) }),
    })
  }
}

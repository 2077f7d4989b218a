import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, courier } from '../../bridge'
import { formatCount } from '../../lib/format'
import { updateSettings } from '../../state/settings'
import { useNotify } from '../../ui/use-notify'
import { useUploadForm } from './upload-form'
import type { UploadPlan } from './use-upload-plan'

/** Sends what is staged and puts the form back. */
export function useStartUpload(plan: UploadPlan): {
  readonly start: () => void
  readonly isStarting: boolean
} {
  const { t, i18n } = useTranslation('upload')
  const notify = useNotify()
  const [isStarting, setStarting] = useState(false)
  const run = async (connectionId: string): Promise<void> => {
    const { directory, customName, options, validitySeconds } = plan
    const { directoryMode, fileNameMode, conflict } = options
    const named = customName.trim() === '' ? {} : { customName }
    const naming = { directory, directoryMode, fileNameMode, ...named }
    const answer = await notify.attempt(
      ask(courier.uploads.start({ connectionId, naming, conflict, validitySeconds })),
    )
    if (answer === undefined) return
    const { added: count, more } = answer
    const formatted = formatCount(count, i18n.language)
    notify.show({
      tone: 'success',
      about: 'queue',
      title: more ? t('startedMore', { count, formatted }) : t('started', { count, formatted }),
    })
    // Main remembers the directory; the validity is remembered here.
    await notify.attempt(updateSettings({ links: { validitySeconds } }))
    useUploadForm.setState({ directory: undefined, customName: '', validity: undefined })
  }
  return {
    isStarting,
    start: () => {
      if (!plan.isReady || plan.connectionId === undefined || isStarting) return
      setStarting(true)
      void run(plan.connectionId).finally(() => setStarting(false))
    },
  }
}

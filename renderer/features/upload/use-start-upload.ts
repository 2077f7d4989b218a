import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkDirectory } from '../../../shared/object-key'
import type { Settings } from '../../../shared/settings'
import { ask, courier } from '../../bridge'
import { formatCount } from '../../lib/format'
import { updateSettings } from '../../state/settings'
import { useNotify } from '../../ui/use-notify'
import { useUploadForm } from './upload-form'
import type { UploadPlan } from './use-upload-plan'

/** As many as settings keep. */
const MOST_RECENT = 10

/** The remembered directories after one more use, the latest first. */
export function withRecent(recent: readonly string[], directory: string): string[] {
  return [directory, ...recent.filter((one) => one !== directory)].slice(0, MOST_RECENT)
}

/** Sends what is staged, remembers the choices, and clears the custom name. */
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
    const count = answer.added
    notify.show({
      tone: 'success',
      title: t('started', { count, formatted: formatCount(count, i18n.language) }),
    })
    await notify.attempt(updateSettings(remembered(plan)))
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

function remembered({ directory, options, validitySeconds }: UploadPlan): {
  readonly upload: Partial<Settings['upload']>
  readonly links: Partial<Settings['links']>
} {
  const checked = checkDirectory(directory)
  const kept = checked.ok ? checked.value : directory
  return {
    upload: { directory: kept, recentDirectories: withRecent(options.recentDirectories, kept) },
    links: { validitySeconds },
  }
}

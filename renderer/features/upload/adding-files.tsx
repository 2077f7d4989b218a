import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ask, courier } from '../../bridge'
import { formatCount } from '../../lib/format'
import { useStaging } from '../../state/staging'
import { ProgressStrip } from '../../ui/progress-strip'
import { useNotify } from '../../ui/use-notify'

/** While files of a started upload are still being found or put into the queue: how many, and an end to it. */
export function AddingFiles() {
  const { t, i18n } = useTranslation('upload')
  const { attempt } = useNotify()
  const adding = useStaging((staging) => staging.adding)
  if (adding === null) return null
  const { added, found, walking } = adding
  const number = (count: number) => formatCount(count, i18n.language)
  const sentence = walking
    ? t('adding.walking', { count: found, formatted: number(found) })
    : t('adding.rest', { added: number(added), found: number(found) })
  return (
    <ProgressStrip
      title={t('adding.title')}
      sentence={sentence}
      fraction={walking || found === 0 ? undefined : added / found}
      action={
        <Button
          variant="default"
          size="compact-sm"
          title={t('adding.stopHint')}
          onClick={() => void attempt(ask(courier.staging.stopAdding()))}
        >
          {t('adding.stop')}
        </Button>
      }
    />
  )
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ask, courier } from '../../bridge'
import { formatCount } from '../../lib/format'
import { useLinkCopying } from '../../state/link-copying'
import { ProgressStrip } from '../../ui/progress-strip'
import { useNotify } from '../../ui/use-notify'

/** While very many links are being signed: how many are, and an end to it. */
export function CopyProgress() {
  const { t, i18n } = useTranslation(['links', 'common'])
  const { attempt } = useNotify()
  const progress = useLinkCopying((state) => state.progress)
  if (progress === null) return null
  const { signed, total } = progress
  const number = (count: number) => formatCount(count, i18n.language)
  return (
    <ProgressStrip
      title={t('copying.title')}
      sentence={t('copying.signed', { signed: number(signed), total: number(total) })}
      fraction={signed / total}
      action={
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => void attempt(ask(courier.links.cancelCopy()))}
        >
          {t('common:cancel')}
        </Button>
      }
    />
  )
}

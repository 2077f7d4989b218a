import { useTranslation } from 'react-i18next'
import { formatCount } from '../../lib/format'
import { useStaging } from '../../state/staging'
import { Banner } from '../../ui/banner'

/** Before the first connection: says that dropped files are not lost. */
export function WaitingFiles() {
  const { t, i18n } = useTranslation('upload')
  const count = useStaging((staging) => staging.totalFiles)
  if (count === 0) return null
  return (
    <Banner tone="info">
      {t('waiting', { count, formatted: formatCount(count, i18n.language) })}
    </Banner>
  )
}

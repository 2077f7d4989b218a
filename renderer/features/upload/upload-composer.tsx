import { Button } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../lib/format'
import { useStaging } from '../../state/staging'
import { useWorkspace } from '../../state/workspace'
import { Later } from '../../ui/later'
import { firstProblem, problemCount } from './key-preview'
import { StagedHeader } from './staged-header'
import { StagedList } from './staged-list'
import styles from './upload-composer.module.css'
import { UploadOptions } from './upload-options'
import { useStartUpload } from './use-start-upload'
import { type UploadPlan, useUploadPlan } from './use-upload-plan'

/** What is staged, what it will be called, and the button that sends it. Enter sends, too. */
export function UploadComposer() {
  const { t } = useTranslation('upload')
  const form = useRef<HTMLFormElement>(null)
  const plan = useUploadPlan()
  const { start, isStarting } = useStartUpload(plan)
  useEnterAnywhere(form)
  const send = (event: FormEvent): void => {
    event.preventDefault()
    start()
  }
  const exampleTime = plan.lines[0]?.file.addedAt ?? SOME_DAY
  return (
    <form ref={form} className={styles.root} data-composing onSubmit={send}>
      <section className={styles.files}>
        <StagedHeader />
        <Later>
          <StagedList
            lines={plan.lines}
            hasDirectory={plan.directoryProblem !== 'DIRECTORY_EMPTY'}
          />
        </Later>
      </section>
      <section className={styles.side} aria-label={t('options.title')}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <div className={styles.options} tabIndex={0}>
          <Later>
            <UploadOptions plan={plan} exampleTime={exampleTime} />
          </Later>
        </div>
        <div className={styles.send}>
          <WhyNot plan={plan} />
          <Send isReady={plan.isReady} isStarting={isStarting} />
        </div>
      </section>
    </form>
  )
}

/** By itself, as all that counts the files: while a walk finds more, the options are not drawn anew. */
function Send({
  isReady,
  isStarting,
}: {
  readonly isReady: boolean
  readonly isStarting: boolean
}) {
  const { t, i18n } = useTranslation('upload')
  const total = useStaging((staging) => staging.totalFiles)
  return (
    <Button
      type="submit"
      size="md"
      fullWidth
      disabled={!isReady}
      loading={isStarting}
      leftSection={<IconArrowUp size={18} stroke={2} aria-hidden />}
    >
      {total === 0
        ? t('startNone')
        : t('start', { count: total, formatted: formatCount(total, i18n.language) })}
    </Button>
  )
}

/** The sentence above the button: what holds it back, or which files stay behind when it is pressed. */
function WhyNot({ plan }: { readonly plan: UploadPlan }) {
  const { t, i18n } = useTranslation(['upload', 'naming'])
  const isEmpty = useStaging((staging) => staging.totalFiles === 0)
  const isWalking = useStaging((staging) => staging.walking)
  const hasProblems = useStaging((staging) => staging.problems.length > 0)
  if (isEmpty) {
    if (isWalking) return null
    return <p className={styles.why}>{t(hasProblems ? 'noneReadable' : 'allLeftOut')}</p>
  }
  if (plan.connectionId === undefined) return <p className={styles.why}>{t('noConnection')}</p>
  const problem = plan.directoryProblem ?? plan.customNameProblem ?? firstProblem(plan.lines)
  if (problem === undefined) return null
  const sentence = t(`naming:${problem}`)
  if (!plan.isReady) return <p className={styles.why}>{sentence}</p>
  const count = problemCount(plan.lines)
  const formatted = formatCount(count, i18n.language)
  return <p className={styles.why}>{t('staysBehind', { count, formatted, problem: sentence })}</p>
}

/** Only files that are problems were staged: the examples still need some day. */
const SOME_DAY = { year: 2026, month: 1, day: 31, hour: 9, minute: 5, second: 7, millisecond: 0 }

/** Enter with the focus on nothing in particular sends, as it does in the fields of the form. */
function useEnterAnywhere(form: { readonly current: HTMLFormElement | null }): void {
  const isOpen = useWorkspace() === 'upload'
  useEffect(() => {
    if (!isOpen) return
    const press = (event: KeyboardEvent): void => {
      const isLoose = document.activeElement === null || document.activeElement === document.body
      if (event.key === 'Enter' && !event.repeat && isLoose) form.current?.requestSubmit()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [isOpen, form])
}

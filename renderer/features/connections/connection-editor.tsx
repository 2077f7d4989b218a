import { Button } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionSummary } from '../../../shared/connection'
import { ErrorCard } from '../../ui/error-card'
import { AddressFields } from './address-fields'
import { AdvancedFields } from './advanced-fields'
import { CheckPanel } from './check-panel'
import styles from './connection-form.module.css'
import { KeyFields } from './key-fields'
import { type ConnectionEditor as Editor, useConnectionEditor } from './use-connection-editor'

interface Props {
  readonly stored: ConnectionSummary | undefined
  /** The form was opened to type the key anew. */
  readonly startsAtSecret?: boolean
  readonly onSaved: (saved: ConnectionSummary) => void
  readonly onCancel: () => void
}

/** The form of one connection. Enter saves; what is in the way gets the focus. */
export function ConnectionEditor({ stored, startsAtSecret, onSaved, onCancel }: Props) {
  const { t } = useTranslation(['connections', 'common'])
  const editor = useConnectionEditor(stored)
  const form = useRef<HTMLFormElement>(null)
  const answers = useRef<HTMLDivElement>(null)
  const [refusals, setRefusals] = useState(0)

  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])

  const { check, saveError } = editor
  useEffect(() => {
    if (check.status !== 'idle' || saveError !== undefined)
      answers.current?.scrollIntoView({ block: 'nearest' })
  }, [check, saveError])

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const saved = await editor.save()
    if (saved === undefined) setRefusals((count) => count + 1)
    else onSaved(saved)
  }
  const test = async (): Promise<void> => {
    if (!(await editor.test())) setRefusals((count) => count + 1)
  }

  return (
    <form ref={form} className={styles.form} noValidate onSubmit={save}>
      <AddressFields editor={editor} />
      <KeyFields editor={editor} startsHere={startsAtSecret ?? false} />
      <AdvancedFields editor={editor} />
      <div ref={answers} className={styles.answers}>
        <CheckPanel editor={editor} />
        {saveError !== undefined && (
          <ErrorCard error={saveError} action={<KeepButton editor={editor} />} />
        )}
      </div>
      <div className={styles.footer}>
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          loading={check.status === 'testing'}
          onClick={test}
        >
          {t('form.test')}
        </Button>
        <span className={styles.left} role="status">
          {editor.problemCount > 0 && t('form.problemsLeft', { count: editor.problemCount })}
        </span>
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={editor.saving}>
          {t(stored === undefined ? 'form.saveNew' : 'form.save')}
        </Button>
      </div>
    </form>
  )
}

/** What cures a missing keyring, right where it is reported. */
function KeepButton({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('connections')
  const { saveError, form, change } = editor
  if (saveError?.code !== 'KEYRING_UNAVAILABLE' || form.keepUntilQuit) return null
  return (
    <Button size="xs" onClick={() => change({ keepUntilQuit: true })}>
      {t('form.keepUntilQuit')}
    </Button>
  )
}

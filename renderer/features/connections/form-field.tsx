import { Button, PasswordInput, TextInput } from '@mantine/core'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldName, FieldProblem } from './check-form'
import styles from './connection-form.module.css'
import type { ConnectionEditor } from './use-connection-editor'
import { useProblemText } from './use-problem-text'

interface Props {
  readonly editor: ConnectionEditor
  readonly name: Exclude<FieldName, 'keepUntilQuit'>
  readonly label: string
  readonly hint?: string | undefined
  readonly placeholder?: string | undefined
  readonly isSecret?: boolean
  readonly isRequired?: boolean
  readonly inputMode?: 'url' | 'text'
  /** The field that the dialog opens on. */
  readonly hasFirstFocus?: boolean
}

/** A text field that is checked as one types, with the click that cures its problem. */
export function FormField(props: Props) {
  const { editor, name, label, hint, placeholder, isSecret, isRequired, inputMode } = props
  const problemText = useProblemText()
  const problem = editor.problems[name]
  const shared = {
    label,
    description: hint,
    placeholder,
    value: editor.form[name],
    error: problem === undefined ? undefined : problemText(problem),
    'aria-required': isRequired,
    autoComplete: 'off',
    autoCapitalize: 'off',
    spellCheck: false,
    'data-field': name,
    'data-autofocus': props.hasFirstFocus || undefined,
    onChange: (event: { readonly currentTarget: HTMLInputElement }) =>
      editor.change({ [name]: event.currentTarget.value }),
    onBlur: () => editor.leave(name),
  } as const
  return (
    <div className={styles.field}>
      {isSecret ? (
        <SecretInput {...shared} />
      ) : (
        <TextInput {...shared} inputMode={inputMode ?? 'text'} />
      )}
      <Cure editor={editor} problem={problem} />
    </div>
  )
}

function SecretInput(props: ComponentProps<typeof PasswordInput>) {
  const { t } = useTranslation('connections')
  return (
    <PasswordInput
      {...props}
      visibilityToggleButtonProps={{ 'aria-label': t('form.showSecret') }}
    />
  )
}

/** The button under a field that puts the right thing there. */
function Cure({
  editor,
  problem,
}: {
  readonly editor: ConnectionEditor
  readonly problem: FieldProblem | undefined
}) {
  const { t } = useTranslation('connections')
  const { suggestion, bucket } = problem ?? {}
  if (suggestion === undefined) return null
  const isCname = editor.form.mode === 'cname'
  const words =
    bucket === undefined || isCname
      ? t('form.useSuggestion', { suggestion: bucket ?? suggestion })
      : t('form.split', { bucket })
  const apply = (): void => {
    if (bucket === undefined) editor.suggest({ endpoint: suggestion })
    // The address of OSS in a pasted link is not the domain that is bound to the bucket.
    else editor.suggest(isCname ? { bucket } : { bucket, endpoint: suggestion })
  }
  return (
    <Button className={styles.cure} size="compact-xs" variant="light" onClick={apply}>
      {words}
    </Button>
  )
}

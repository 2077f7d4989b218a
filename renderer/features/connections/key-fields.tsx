import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '../../ui/banner'
import styles from './connection-form.module.css'
import { Disclosure } from './disclosure'
import { FormField } from './form-field'
import type { ConnectionEditor } from './use-connection-editor'
import { useProblemText } from './use-problem-text'

interface Props {
  readonly editor: ConnectionEditor
}

/** The AccessKey: typed once, sent to main, never shown again. */
export function KeyFields({ editor, startsHere }: Props & { readonly startsHere: boolean }) {
  const { t } = useTranslation('connections')
  const { stored } = editor
  const isKept = stored?.hasSecret === true
  const [hasToken, setHasToken] = useState(stored?.hasStsToken ?? false)
  return (
    <>
      <div className={styles.pair}>
        <FormField
          editor={editor}
          name="keyId"
          label={t('form.keyId')}
          placeholder={isKept ? t('form.keptId', { hint: stored.keyIdHint }) : 'LTAI…'}
          isRequired={!isKept}
          hasFirstFocus={stored !== undefined && (startsHere || !isKept)}
        />
        <FormField
          editor={editor}
          name="keySecret"
          label={t('form.keySecret')}
          placeholder={isKept ? t('form.keptSecret') : undefined}
          isRequired={!isKept}
          isSecret
        />
      </div>
      {!editor.asksToKeep && <p className={styles.note}>{t('form.secretHint')}</p>}
      {editor.asksToKeep && <KeepUntilQuit editor={editor} />}
      <Disclosure
        label={t('form.stsShow')}
        isOpen={hasToken}
        onToggle={() => setHasToken(!hasToken)}
      >
        <FormField
          editor={editor}
          name="stsToken"
          label={t('form.stsToken')}
          hint={t('form.stsHint')}
          placeholder={isKept && stored.hasStsToken ? t('form.keptSecret') : undefined}
          isSecret
        />
      </Disclosure>
    </>
  )
}

function KeepUntilQuit({ editor }: Props) {
  const { t } = useTranslation('connections')
  const problemText = useProblemText()
  const problem = editor.problems.keepUntilQuit
  return (
    <Banner tone="warning">
      <p>
        <strong>{t('form.noKeyring')}</strong> {t('form.noKeyringNext')}
      </p>
      <Checkbox
        mt={6}
        label={t('form.keepUntilQuit')}
        checked={editor.form.keepUntilQuit}
        error={problem === undefined ? undefined : problemText(problem)}
        onChange={(event) => editor.change({ keepUntilQuit: event.currentTarget.checked })}
        data-field="keepUntilQuit"
        aria-invalid={problem !== undefined || undefined}
      />
    </Banner>
  )
}

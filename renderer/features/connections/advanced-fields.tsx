import { Input, SegmentedControl, Switch } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { suggestedLabel } from './connection-draft'
import { Disclosure } from './disclosure'
import { FormField } from './form-field'
import type { ConnectionEditor } from './use-connection-editor'

interface Props {
  readonly editor: ConnectionEditor
}

/** The name, and what most people never need. */
export function AdvancedFields({ editor }: Props) {
  const { t } = useTranslation('connections')
  const { form, change, problems } = editor
  const [wasOpened, setOpened] = useState(() => isUnusual(editor))
  const isOpen = wasOpened || problems.linkDomain !== undefined
  const suggestion = suggestedLabel(form)
  return (
    <>
      <FormField editor={editor} name="label" label={t('form.label')} placeholder={suggestion} />
      <Disclosure label={t('form.advanced')} isOpen={isOpen} onToggle={() => setOpened(!isOpen)}>
        <Switch
          label={t('form.https')}
          checked={form.https}
          onChange={(event) => change({ https: event.currentTarget.checked })}
        />
        {form.mode === 'endpoint' && (
          <>
            <FormField
              editor={editor}
              name="linkDomain"
              label={t('form.linkDomain')}
              hint={t('form.linkDomainHint')}
              placeholder={t('form.domainPlaceholder')}
              inputMode="url"
            />
            <Switch
              label={t('form.pathStyle')}
              description={t('form.pathStyleHint')}
              checked={form.pathStyle}
              onChange={(event) => change({ pathStyle: event.currentTarget.checked })}
            />
          </>
        )}
        <SignatureField editor={editor} />
      </Disclosure>
    </>
  )
}

function SignatureField({ editor }: Props) {
  const { t } = useTranslation('connections')
  const id = useId()
  return (
    <Input.Wrapper
      label={t('form.signature')}
      labelElement="div"
      labelProps={{ id }}
      description={t('form.signatureHint')}
    >
      <SegmentedControl
        mt={6}
        aria-labelledby={id}
        value={editor.form.signatureVersion}
        onChange={(value) => editor.change({ signatureVersion: value === 'v1' ? 'v1' : 'v4' })}
        data={[
          { value: 'v4', label: t('form.signatureV4') },
          { value: 'v1', label: t('form.signatureV1') },
        ]}
      />
    </Input.Wrapper>
  )
}

function isUnusual({ form }: ConnectionEditor): boolean {
  return !form.https || form.pathStyle || form.linkDomain !== '' || form.signatureVersion === 'v1'
}

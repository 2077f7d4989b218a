import { Button, SegmentedControl, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  asksRegion,
  isReadableOnTheWay,
  pickReach,
  pickRegion,
  REACHES,
  reachOf,
  regionOf,
} from './connection-form'
import styles from './connection-form.module.css'
import { FormField } from './form-field'
import { RegionPicker } from './region-picker'
import type { ConnectionEditor } from './use-connection-editor'

interface Props {
  readonly editor: ConnectionEditor
}

/** Where the bucket is: through an endpoint of OSS or through one's own domain, of equal rank. */
export function AddressFields({ editor }: Props) {
  const { t } = useTranslation('connections')
  const { form, change } = editor
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('form.modeLabel')}
        value={form.mode}
        onChange={(mode) => change({ mode: mode === 'cname' ? 'cname' : 'endpoint' })}
        data={[
          { value: 'endpoint', label: t('form.modeEndpoint') },
          { value: 'cname', label: t('form.modeCname') },
        ]}
      />
      {form.mode === 'cname' ? (
        <DomainFields editor={editor} />
      ) : (
        <EndpointFields editor={editor} />
      )}
      {isReadableOnTheWay(form) && <p className={styles.warning}>{t('form.httpWarning')}</p>}
      <FormField
        editor={editor}
        name="bucket"
        label={t('form.bucket')}
        placeholder={t('form.bucketPlaceholder')}
        isRequired
      />
    </>
  )
}

function DomainFields({ editor }: Props) {
  const { t } = useTranslation('connections')
  return (
    <>
      <FormField
        editor={editor}
        name="domain"
        label={t('form.domain')}
        hint={t('form.cnameHint')}
        placeholder={t('form.domainPlaceholder')}
        inputMode="url"
        isRequired
      />
      <RegionPicker
        editor={editor}
        label={t('form.signRegion')}
        onPick={(region) => editor.replace(pickRegion(editor.form, region))}
      />
    </>
  )
}

function EndpointFields({ editor }: Props) {
  const { t } = useTranslation('connections')
  const { form } = editor
  const isCustom = asksRegion(form)
  return (
    <>
      {!isCustom && (
        <div className={styles.pair}>
          <RegionPicker
            editor={editor}
            label={t('form.region')}
            onPick={(region) => editor.replace(pickRegion(form, region))}
            hasFirstFocus
          />
          <ReachPicker editor={editor} />
        </div>
      )}
      <FormField
        editor={editor}
        name="endpoint"
        label={t('form.endpoint')}
        hint={reachHint(reachOf(form), t)}
        placeholder={t('form.endpointPlaceholder')}
        inputMode="url"
        isRequired
      />
      {isCustom && !form.pathStyle && (
        <div className={styles.question}>
          <span>{t('form.isCnameQuestion')}</span>
          <Button
            size="compact-xs"
            variant="light"
            onClick={() => editor.change({ mode: 'cname', domain: form.endpoint })}
          >
            {t('form.isCname')}
          </Button>
        </div>
      )}
      {isCustom && (
        <FormField
          editor={editor}
          name="region"
          label={t('form.signRegion')}
          hint={t('form.signRegionHint')}
          placeholder="cn-hangzhou"
        />
      )}
    </>
  )
}

function ReachPicker({ editor }: Props) {
  const { t } = useTranslation('connections')
  return (
    <Select
      label={t('form.reach')}
      allowDeselect={false}
      disabled={regionOf(editor.form) === ''}
      data={REACHES.map((reach) => ({ value: reach, label: t(`form.reachOf.${reach}`) }))}
      value={reachOf(editor.form) ?? null}
      onChange={(value) => {
        const reach = REACHES.find((one) => one === value)
        if (reach !== undefined) editor.replace(pickReach(editor.form, reach))
      }}
      comboboxProps={{ shadow: 'md' }}
    />
  )
}

function reachHint(
  reach: ReturnType<typeof reachOf>,
  t: (key: 'form.internalHint' | 'form.accelerateHint') => string,
): string | undefined {
  if (reach === 'internal') return t('form.internalHint')
  const isAccelerated = reach === 'accelerate' || reach === 'accelerate-overseas'
  return isAccelerated ? t('form.accelerateHint') : undefined
}

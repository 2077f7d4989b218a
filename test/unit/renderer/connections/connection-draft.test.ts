import { describe, expect, it } from 'vitest'
import {
  applySuggestion,
  draftOf,
  suggestedLabel,
} from '../../../../renderer/features/connections/connection-draft'
import { formOf } from '../../../../renderer/features/connections/connection-form'
import { connectionDraftSchema } from '../../../../shared/connection'
import { aForm, aSummary, madeUp } from './connection-builders'

describe('what the form sends', () => {
  it('is a draft that main accepts, with the endpoint written out and the key trimmed', () => {
    const draft = draftOf(
      aForm({ bucket: ' photos ', keySecret: ` ${madeUp('secret')} ` }),
      undefined,
    )
    expect(connectionDraftSchema.parse(draft)).toEqual(draft)
    expect(draft.fields).toEqual({
      label: 'photos (cn-hangzhou)',
      addressing: 'virtual-host',
      endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
      bucket: 'photos',
      region: 'cn-hangzhou',
      signatureVersion: 'v4',
      linkDomain: '',
    })
    expect(draft.secret).toEqual({ keyId: madeUp('id'), keySecret: madeUp('secret') })
  })

  it('leaves the secret out when nothing was typed, so that the stored one is kept', () => {
    const draft = draftOf(formOf(aSummary()), 'c1')
    expect(draft.id).toBe('c1')
    expect(draft).not.toHaveProperty('secret')
    expect(draft.fields.endpoint).toBe('https://oss-cn-hangzhou.aliyuncs.com')
  })

  it('names a bound domain in the suggested label', () => {
    const form = aForm({ mode: 'cname', domain: 'files.example.com' })
    expect(suggestedLabel(form)).toBe('photos (files.example.com)')
    expect(draftOf(form, undefined).fields).toMatchObject({
      addressing: 'cname',
      endpoint: 'https://files.example.com',
    })
  })

  it('prefers the name that was typed', () => {
    expect(draftOf(aForm({ label: ' Work ' }), undefined).fields.label).toBe('Work')
  })

  it('takes over the endpoint that the server named', () => {
    const form = applySuggestion(aForm(), { endpoint: 'https://oss-cn-beijing.aliyuncs.com' })
    expect(form.endpoint).toBe('oss-cn-beijing.aliyuncs.com')
    expect(draftOf(form, undefined).fields.region).toBe('cn-beijing')
  })

  it('takes over a bucket and an endpoint that were one address', () => {
    const form = applySuggestion(aForm({ endpoint: 'pics.oss-cn-beijing.aliyuncs.com' }), {
      bucket: 'pics',
      endpoint: 'https://oss-cn-beijing.aliyuncs.com',
    })
    expect(form).toMatchObject({ bucket: 'pics', endpoint: 'oss-cn-beijing.aliyuncs.com' })
  })

  it('turns HTTPS off when the suggestion is plain HTTP', () => {
    const form = applySuggestion(aForm(), {
      endpoint: 'http://127.0.0.1:8080',
      addressing: 'path-style',
    })
    expect(form).toMatchObject({ https: false, pathStyle: true, endpoint: '127.0.0.1:8080' })
  })
})

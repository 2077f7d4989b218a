import { describe, expect, it } from 'vitest'
import { checkForm } from '../../../../renderer/features/connections/check-form'
import { changeForm, EMPTY_FORM } from '../../../../renderer/features/connections/connection-form'
import { aForm, aSummary, madeUp } from './connection-builders'

const fresh = { keyringAvailable: true }
const stored = { stored: aSummary(), keyringAvailable: true }

describe('checking the connection form', () => {
  it('finds nothing wrong with a complete form', () => {
    expect(checkForm(aForm(), fresh)).toEqual({})
  })

  it('asks an empty form for address, bucket and key, and not yet for the region', () => {
    expect(Object.keys(checkForm(EMPTY_FORM, fresh))).toEqual([
      'endpoint',
      'bucket',
      'keyId',
      'keySecret',
    ])
  })

  it('offers to split an endpoint that contains the bucket', () => {
    const { endpoint } = checkForm(
      aForm({ endpoint: 'https://photos.oss-cn-beijing.aliyuncs.com' }),
      fresh,
    )
    expect(endpoint).toEqual({
      problem: 'ENDPOINT_HAS_BUCKET',
      bucket: 'photos',
      suggestion: 'https://oss-cn-beijing.aliyuncs.com',
    })
  })

  it('offers to split a whole address pasted into the bucket field', () => {
    const { bucket } = checkForm(aForm({ bucket: 'photos.oss-cn-beijing.aliyuncs.com' }), fresh)
    expect(bucket).toMatchObject({ problem: 'BUCKET_IS_URL', bucket: 'photos' })
  })

  it('forgives spaces around what is pasted, and not inside', () => {
    const form = aForm({ bucket: ' photos ', keyId: `\u200b ${madeUp('id')}\n` })
    expect(checkForm(form, fresh)).toEqual({})
    expect(checkForm(aForm({ keySecret: 'made up' }), fresh).keySecret).toEqual({
      problem: 'SECRET_HAS_SPACE',
    })
  })

  it('refuses an OSS host as a bound domain', () => {
    const form = aForm({ mode: 'cname', domain: 'photos.oss-cn-hangzhou.aliyuncs.com' })
    expect(checkForm(form, fresh).domain).toEqual({ problem: 'DOMAIN_IS_OSS' })
  })

  it('needs the region of a bound domain for V4, and not for V1', () => {
    const form = aForm({ mode: 'cname', domain: 'files.example.com', region: '' })
    expect(checkForm(form, fresh)).toEqual({ region: { problem: 'REGION_NEEDED' } })
    expect(checkForm({ ...form, signatureVersion: 'v1' }, fresh)).toEqual({})
  })

  it('needs a region with acceleration, whose endpoint names none', () => {
    const form = aForm({ endpoint: 'oss-accelerate.aliyuncs.com', region: '' })
    expect(checkForm(form, fresh)).toEqual({ region: { problem: 'REGION_NEEDED' } })
  })

  it('takes any plain word as the region of a server of one’s own', () => {
    const form = aForm({ endpoint: 'http://127.0.0.1:9000', pathStyle: true, region: 'practice' })
    expect(checkForm(form, fresh)).toEqual({})
    expect(checkForm({ ...form, region: 'a b' }, fresh)).toEqual({
      region: { problem: 'REGION_BAD' },
    })
  })

  it('keeps the stored secret while its fields are empty', () => {
    expect(checkForm(aForm({ keyId: '', keySecret: '' }), stored)).toEqual({})
  })

  it('wants ID and secret together when one of them is replaced', () => {
    expect(checkForm(aForm({ keyId: '' }), stored)).toEqual({
      keyId: { problem: 'KEY_ID_MISSING_FOR_SECRET' },
    })
    expect(checkForm(aForm({ keySecret: '' }), stored)).toEqual({
      keySecret: { problem: 'SECRET_MISSING_FOR_ID' },
    })
  })

  it('asks for the key again before the stored one goes to another server', () => {
    const form = aForm({ mode: 'cname', domain: 'files.example.com', keyId: '', keySecret: '' })
    expect(checkForm(form, stored)).toEqual({ keyId: { problem: 'NEW_HOST_NEEDS_SECRET' } })
    const moved = aForm({ endpoint: 'oss-cn-beijing.aliyuncs.com', keyId: '', keySecret: '' })
    expect(checkForm(moved, stored)).toEqual({})
  })

  it('wants the bucket in the path of a server that is a bare address', () => {
    const form = aForm({ endpoint: '127.0.0.1:9000', region: 'practice' })
    expect(checkForm(form, fresh)).toEqual({ endpoint: { problem: 'ADDRESS_NEEDS_PATH_STYLE' } })
    const typed = changeForm(aForm({ region: 'practice' }), { endpoint: '127.0.0.1:9000' })
    expect(checkForm(typed, fresh)).toEqual({})
  })

  it('notices the ID pasted into the field of the secret', () => {
    expect(checkForm(aForm({ keySecret: madeUp('id') }), fresh)).toEqual({
      keySecret: { problem: 'SECRET_IS_ID' },
    })
  })

  it('saves without a keyring only when that was accepted', () => {
    const without = { keyringAvailable: false }
    expect(checkForm(aForm(), without)).toEqual({ keepUntilQuit: { problem: 'KEEP_NOT_ACCEPTED' } })
    expect(checkForm(aForm({ keepUntilQuit: true }), without)).toEqual({})
  })

  it('says that an OSS host as the domain for links is not needed', () => {
    const form = aForm({ linkDomain: 'oss-cn-hangzhou.aliyuncs.com' })
    expect(checkForm(form, fresh)).toEqual({ linkDomain: { problem: 'LINK_DOMAIN_IS_OSS' } })
    expect(checkForm(aForm({ linkDomain: 'files.example.com' }), fresh)).toEqual({})
  })
})

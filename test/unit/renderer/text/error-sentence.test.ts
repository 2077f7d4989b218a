import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { chinese, english } from '../../../../renderer/text/resources'

const text = i18next.createInstance()

beforeAll(async () => {
  await text.init({
    resources: { en: english, 'zh-CN': chinese },
    lng: 'en',
    ns: Object.keys(english),
    interpolation: { escapeValue: false },
  })
})

describe('a failure in words', () => {
  it('names the bucket when it is known, and reads well when it is not', () => {
    const named = { context: 'named', bucket: 'photos' }
    expect(text.t('errors:OSS_NO_SUCH_BUCKET.what', named)).toBe(
      'The bucket photos does not exist.',
    )
    expect(text.t('errors:OSS_NO_SUCH_BUCKET.what')).toBe('This bucket does not exist.')
  })

  it('keeps the plain next step where a name would add nothing', () => {
    const named = { context: 'named', bucket: 'photos', lng: 'zh-CN' }
    expect(text.t('errors:OSS_NO_SUCH_BUCKET.next', named)).toBe('请检查连接中的 Bucket 名称。')
  })

  it('shows a name with markup in it as it is', () => {
    const named = { context: 'named', name: 'a & <b>.txt' }
    expect(text.t('errors:FILE_NOT_FOUND.what', named)).toBe('a & <b>.txt is not there any more.')
  })
})

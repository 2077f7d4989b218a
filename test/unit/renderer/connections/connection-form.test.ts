import { describe, expect, it } from 'vitest'
import {
  addressOf,
  asksRegion,
  changeForm,
  EMPTY_FORM,
  formOf,
  isReadableOnTheWay,
  pickReach,
  pickRegion,
  reachOf,
  regionOf,
} from '../../../../renderer/features/connections/connection-form'
import { aSummary } from './connection-builders'

describe('the connection form', () => {
  it('fills the endpoint when a region is picked', () => {
    const form = pickRegion(EMPTY_FORM, 'cn-hangzhou')
    expect(form.endpoint).toBe('oss-cn-hangzhou.aliyuncs.com')
    expect(regionOf(form)).toBe('cn-hangzhou')
    expect(reachOf(form)).toBe('public')
  })

  it('keeps the way of reaching OSS when another region is picked', () => {
    const internal = pickReach(pickRegion(EMPTY_FORM, 'cn-hangzhou'), 'internal')
    expect(pickRegion(internal, 'cn-beijing').endpoint).toBe('oss-cn-beijing-internal.aliyuncs.com')
  })

  it('remembers the region when acceleration hides it from the endpoint', () => {
    const form = pickReach(pickRegion(EMPTY_FORM, 'cn-shanghai'), 'accelerate')
    expect(form.endpoint).toBe('oss-accelerate.aliyuncs.com')
    expect(regionOf(form)).toBe('cn-shanghai')
    expect(pickReach(form, 'dual-stack').endpoint).toBe('cn-shanghai.oss.aliyuncs.com')
  })

  it('takes the region from an endpoint that is typed', () => {
    const form = changeForm(EMPTY_FORM, { endpoint: 'oss-ap-southeast-1-internal.aliyuncs.com' })
    expect(regionOf(form)).toBe('ap-southeast-1')
    expect(reachOf(form)).toBe('internal')
  })

  it('moves the HTTPS switch by the scheme that is pasted, and the scheme by the switch', () => {
    const pasted = changeForm(EMPTY_FORM, { endpoint: 'http://oss-cn-beijing.aliyuncs.com' })
    expect(pasted.https).toBe(false)
    const secured = changeForm(pasted, { https: true })
    expect(secured.endpoint).toBe('oss-cn-beijing.aliyuncs.com')
    expect(addressOf(secured)).toMatchObject({ ok: true, endpoint: { scheme: 'https' } })
  })

  it('asks for the region of a server that is not of Alibaba Cloud', () => {
    const form = changeForm(EMPTY_FORM, { endpoint: 'oss.example.com:9000' })
    expect(asksRegion(form)).toBe(true)
    expect(reachOf(form)).toBeUndefined()
    expect(asksRegion(pickRegion(EMPTY_FORM, 'cn-hangzhou'))).toBe(false)
  })

  it('understands the region as the console writes it', () => {
    expect(regionOf({ ...EMPTY_FORM, mode: 'cname', region: ' oss-cn-hangzhou-internal ' })).toBe(
      'cn-hangzhou',
    )
  })

  it('keeps a typed endpoint while the bound domain is tried, and back', () => {
    const form = { ...pickRegion(EMPTY_FORM, 'cn-hangzhou'), mode: 'cname' as const }
    expect(pickRegion(form, 'cn-beijing').endpoint).toBe('oss-cn-hangzhou.aliyuncs.com')
  })

  it('warns of plain HTTP on the way, and not within this computer', () => {
    expect(isReadableOnTheWay(pickRegion(EMPTY_FORM, 'cn-hangzhou'))).toBe(false)
    const open = changeForm(EMPTY_FORM, { endpoint: 'http://oss-cn-hangzhou.aliyuncs.com' })
    expect(isReadableOnTheWay(open)).toBe(true)
    expect(isReadableOnTheWay(changeForm(EMPTY_FORM, { endpoint: 'http://127.0.0.1:9' }))).toBe(
      false,
    )
  })

  it('shows a stored connection without its secret', () => {
    const form = formOf(aSummary({ addressing: 'cname', endpoint: 'http://files.example.com' }))
    expect(form).toMatchObject({ mode: 'cname', domain: 'http://files.example.com', https: false })
    expect([form.keyId, form.keySecret, form.stsToken]).toEqual(['', '', ''])
  })
})

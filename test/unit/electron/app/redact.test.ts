import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact, redactUrl } from '../../../../electron/app/redact'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789']
/** Made-up secrets of the alphabet that OSS uses for keys, signatures and tokens. */
const secrets = fc
  .array(fc.constantFrom(...letters, '+', '/'), { minLength: 16, maxLength: 60 })
  .map((chars) => chars.join(''))
  .filter((text) => !/LTAI|CAIS/.test(text))
const plain = fc
  .array(fc.constantFrom(...letters), { minLength: 16, maxLength: 40 })
  .map((chars) => chars.join(''))
/** Printable noise of any kind, put around the secret. */
const noise = fc
  .string({ maxLength: 20, unit: 'grapheme-ascii' })
  .filter((s) => !/[\\"'=<]$/.test(s))

function neverSurvives(place: (secret: string) => string, values = secrets): void {
  fc.assert(
    fc.property(values, noise, noise, (secret, before, after) => {
      const text = redact(`${before} ${place(secret)} ${after}`)
      expect(text).not.toContain(secret)
    }),
    { numRuns: 200 },
  )
}

describe('redact', () => {
  it.each([
    'OSSAccessKeyId',
    'Signature',
    'x-oss-signature',
    'x-oss-credential',
    'x-oss-security-token',
    'security-token',
    'X-Amz-Signature',
    'X-Amz-Credential',
    'X-Amz-Security-Token',
    'Credential',
  ])('masks the value of %s in a query, encoded or not', (name) => {
    neverSurvives((s) => `https://b.example.test/k?a=1&${name}=${s}&Expires=12`)
    neverSurvives((s) => `https://b.example.test/k?${name.toLowerCase()}=${encodeURIComponent(s)}`)
    neverSurvives((s) => `https://x.test/?next=https%3A%2F%2Fb.test%2Fk%3F${name}%3D${s}%26z%3D1`)
  })

  it('masks Authorization headers of every scheme', () => {
    for (const name of ['Authorization', 'authorization', 'Proxy-Authorization']) {
      neverSurvives((s) => `${name}: OSS key-of-someone:${s}`)
      neverSurvives((s) => `${name}: OSS4-HMAC-SHA256 Credential=a/2026/x, Signature=${s}`)
      neverSurvives((s) => `{ ${name}: 'Basic ${s}' }`)
      neverSurvives((s) => `{"${name}":"Bearer ${s}"}`)
      neverSurvives((s) => JSON.stringify(JSON.stringify({ [name]: `OSS a:${s}` })))
    }
  })

  it('masks the schemes where the header has lost its name', () => {
    neverSurvives((s) => `sent OSS someone:${s}`)
    neverSurvives((s) => `sent OSS4-HMAC-SHA256 Credential=${s}/20261123/r/oss, Signature=abc`)
    neverSurvives((s) => `sent Basic ${s}`)
    neverSurvives((s) => `sent Bearer ${s}`)
  })

  it('masks user and password of a URL', () => {
    neverSurvives((s) => `http://someone:${encodeURIComponent(s)}@proxy.test:8080/`)
    neverSurvives((s) => `socks5://${s}@proxy.test`, plain)
    expect(redact('http://someone:a@b:c@proxy.test:8080/x')).toBe(
      'http://[redacted]@proxy.test:8080/x',
    )
  })

  it('masks AccessKey ids by their look, wherever they stand', () => {
    neverSurvives((s) => `key=(LTAI${s})`, plain)
    neverSurvives((s) => `"STS.${s}"`, plain)
  })

  it.each([
    'accessKeySecret',
    'AccessKeySecret',
    'access_key_secret',
    'keySecret',
    'stsToken',
    'secret',
    'password',
    'securityToken',
    'keyId',
  ])('masks the field %s in JSON, inspected objects, plain text and JSON inside JSON', (name) => {
    neverSurvives((s) => JSON.stringify({ [name]: s, other: 1 }))
    neverSurvives((s) => JSON.stringify({ [name]: `${s}"${s}` }))
    neverSurvives((s) => `{ ${name}: '${s}', other: 1 }`)
    neverSurvives((s) => `${name} = ${s}`)
    neverSurvives((s) => JSON.stringify({ body: JSON.stringify({ [name]: s }) }))
  })

  it('masks what a SignatureDoesNotMatch answer repeats', () => {
    neverSurvives((s) => `<Error><OSSAccessKeyId>${s}</OSSAccessKeyId></Error>`)
    neverSurvives((s) => `<SignatureProvided>${s}</SignatureProvided>`)
    neverSurvives((s) => `<StringToSign>GET\n\n${s}\n</StringToSign>`)
  })

  it('leaves ordinary lines as they are', () => {
    for (const line of [
      'OSS Courier 0.1.0 started on linux x64',
      'uploaded docs/2026/11/23/report.pdf to photos-2026 (1.2 MB, 340 ms)',
      'OSS_ACCESS_DENIED {"bucket":"photos-2026","status":403}',
      'https://photos-2026.oss-cn-hangzhou.aliyuncs.com/docs/a%20b.pdf?x-oss-process=image/resize',
      '    at save (electron/connections/vault.ts:31:7)',
    ]) {
      expect(redact(line)).toBe(line)
    }
  })

  it('changes nothing when it reads its own output', () => {
    const once = redact('https://u:p@h.test/?Signature=abc&b=1 Authorization: OSS a:b\nsecret=x')
    expect(redact(once)).toBe(once)
  })

  it('takes linear time on text made to slow it down', () => {
    const attacks = [
      '://',
      '://a@',
      'secret',
      'secret=',
      'authorization ',
      'secret\\',
      'OSS a:',
      'x-oss-',
      'LTAI',
      'access-key-',
      'secret   ',
      '<AccessKeyId>',
      '"\\',
      'secret="\\',
      "a'",
      'Basic ',
      '%3D',
    ]
    for (const attack of attacks) {
      const text = attack.repeat(Math.ceil(400_000 / attack.length))
      const startMs = performance.now()
      redact(text)
      // 400 kB takes some ms when linear; when quadratic, minutes.
      expect(performance.now() - startMs, attack).toBeLessThan(1500)
    }
  })
})

describe('redactUrl', () => {
  it('keeps scheme, host and path and nothing else', () => {
    expect(redactUrl('https://u:p@b.example.test:8443/a/b%20c.pdf?Signature=x#frag')).toBe(
      'https://b.example.test:8443/a/b%20c.pdf',
    )
  })

  it('cuts text that is no URL at its query', () => {
    expect(redactUrl('//not a url?Signature=abc')).toBe('//not a url')
    expect(redactUrl('')).toBe('')
  })

  it('never lets a query or userinfo through', () => {
    fc.assert(
      fc.property(plain, (s) => {
        expect(redactUrl(`https://${s}:${s}@h.test/p?a=${s}#${s}`)).toBe('https://h.test/p')
      }),
    )
  })
})

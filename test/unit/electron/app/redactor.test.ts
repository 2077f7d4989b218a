import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../../../electron/app/redactor'

const secrets = fc
  .string({ minLength: 8, maxLength: 60, unit: 'grapheme-ascii' })
  .filter((s) => s.trim().length >= 8)

function neverSurvives(
  write: (secret: string) => string,
  shown: (secret: string) => string = write,
) {
  fc.assert(
    fc.property(secrets, (secret) => {
      const redactor = createRedactor(() => [secret])
      expect(redactor(`before ${write(secret)} after`)).not.toContain(shown(secret))
    }),
    { numRuns: 300 },
  )
}

describe('createRedactor', () => {
  it('masks the password of a proxy in its header, its URL and its tunnel', () => {
    const password = ['made', 'up', 'proxy'].join('+')
    const basic = Buffer.from(`me:${password}`).toString('base64')
    const redactor = createRedactor(() => [password])
    for (const line of [
      `CONNECT a.example:443 Proxy-Authorization: Basic ${basic}`,
      `{ 'proxy-authorization': 'Basic ${basic}' }`,
      `sent ${basic} to the proxy`,
      `http://me:${encodeURIComponent(password)}@proxy.example:8080`,
    ]) {
      const masked = redactor(line)
      expect(masked).not.toContain(password)
      expect(masked).not.toContain(encodeURIComponent(password))
      expect(masked).not.toContain(basic)
    }
  })

  it('masks a known secret in any place, whatever its characters', () => {
    neverSurvives((s) => s)
    neverSurvives(
      (s) => JSON.stringify(s),
      (s) => JSON.stringify(s).slice(1, -1),
    )
    neverSurvives((s) => encodeURIComponent(s))
    neverSurvives((s) => encodeURIComponent(s).replace(/%../g, (code) => code.toLowerCase()))
    neverSurvives((s) => new URLSearchParams([['q', s]]).toString().slice(2))
  })

  it('masks a known secret inside longer base64, at any place in it', () => {
    fc.assert(
      fc.property(
        secrets,
        fc.string({ maxLength: 5 }),
        fc.string({ maxLength: 5 }),
        (secret, a, b) => {
          const text = Buffer.from(`${a}${secret}${b}`).toString('base64')
          const masked = createRedactor(() => [secret])(`dump ${text} end`)
          expect(masked).toContain('[redacted]')
          expect(Buffer.from(masked.slice(5), 'base64').toString()).not.toContain(secret)
        },
      ),
    )
  })

  it('masks the longer of two secrets whole when one begins the other', () => {
    const redactor = createRedactor(() => ['made-up-one', 'made-up-one-and-more'])
    expect(redactor('x made-up-one-and-more y')).toBe('x [redacted] y')
  })

  it('knows a secret from the moment it is known and masks by shape before that', () => {
    const known: string[] = []
    const redactor = createRedactor(() => known)
    expect(redactor('value made-up-secret-7')).toContain('made-up-secret-7')
    expect(redactor('Signature=made-up-secret-7')).toBe('Signature=[redacted]')
    known.push('made-up-secret-7')
    expect(redactor('value made-up-secret-7')).toBe('value [redacted]')
  })

  it('leaves text alone when a secret is too short to be one', () => {
    expect(createRedactor(() => ['', 'a', 'abc'])('abc is a word')).toBe('abc is a word')
  })
})

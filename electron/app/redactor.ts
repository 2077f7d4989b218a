import { REDACTED, redact } from './redact'

/** Masks secrets in text that is about to be written down. */
export type Redactor = (text: string) => string

/** Shorter literals would blank out ordinary words; no credential of OSS is this short. */
const MIN_SECRET_LENGTH = 6
/** Forms of this many secrets are kept ready; more than any session has. */
const MAX_REMEMBERED = 500

/**
 * `redact` by shape, plus the very secrets this process holds, in every writing in which they turn
 * up: raw, percent-encoded, as a form field, JSON-escaped, base64 (also inside a longer base64).
 * @param knownSecrets asked at each line, so that a secret is masked from the moment it is known
 */
export function createRedactor(knownSecrets: () => readonly string[]): Redactor {
  const formsBySecret = new Map<string, readonly string[]>()
  const formsOf = (secret: string): readonly string[] => {
    const ready = formsBySecret.get(secret)
    if (ready) return ready
    const forms = writingsOf(secret)
    if (formsBySecret.size >= MAX_REMEMBERED) formsBySecret.clear()
    formsBySecret.set(secret, forms)
    return forms
  }
  return (text) => {
    let masked = text
    // Longer secrets first: one may be a part of another.
    const secrets = knownSecrets().filter((secret) => secret.length >= MIN_SECRET_LENGTH)
    for (const secret of secrets.toSorted((a, b) => b.length - a.length)) {
      for (const form of formsOf(secret)) masked = masked.replaceAll(form, REDACTED)
    }
    return redact(masked)
  }
}

function writingsOf(secret: string): readonly string[] {
  const percent = encodeURIComponent(secret)
  const strict = percent.replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const forms = [
    secret,
    percent,
    strict,
    lowerHex(percent),
    lowerHex(strict),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    ...[0, 1, 2].flatMap((offset) => base64Core(secret, offset)),
  ]
  return [...new Set(forms)]
    .filter((form) => form.length >= MIN_SECRET_LENGTH)
    .sort((a, b) => b.length - a.length)
}

function lowerHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
}

/**
 * The characters that base64 text shows for the secret when `offset` bytes (modulo 3) stand before
 * it, without those at both ends that depend on its neighbours.
 */
function base64Core(secret: string, offset: number): string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor(((offset + bytes.length) * 8) / 6)
  const core = encoded.slice(first, last)
  return [core, core.replaceAll('+', '-').replaceAll('/', '_')]
}

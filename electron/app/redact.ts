/** What stands where a secret was. */
export const REDACTED = '[redacted]'

/**
 * Names whose value is a credential or a signature, as they stand in query strings, headers, JSON,
 * inspected objects and `key=value` text. They are the end of the name: `x-oss-signature`,
 * `accessKeySecret` and `OSSAccessKeyId` are among them, and `%3FSignature` of an encoded URL, too.
 */
const NAMES = [
  '(?:secret[-_]?)?access[-_]?key(?:[-_]?id)?',
  'secret[-_]?key',
  'key[-_]?id',
  'signature',
  'credential',
  'ciphertext',
  'passw(?:or)?d',
  'secret',
  'token',
]

/**
 * A value: quoted (with escapes), quoted inside quoted text (`\"...\"`), or bare up to a character
 * that can't be part of it. Each form consumes what it looks at, so the time stays linear.
 */
const VALUE = [
  String.raw`"(?:[^"\\]|\\.)*"?`,
  String.raw`'(?:[^'\\]|\\.)*'?`,
  String.raw`\\+["'][^"']*`,
  String.raw`[^\s&"'<>,;#\\]+`,
].join('|')

const NAMED = new RegExp(
  String.raw`((?:${NAMES.join('|')})\\*["']?(?:\s{0,20}[:=]\s{0,20}|%(?:25)?3D))(?:${VALUE})`,
  'gis',
)

/** `Authorization` as header, property or line; the rest of the line is credential. */
const AUTHORIZATION = /((?:proxy-)?authorization\\*["']?\s{0,20}[:=]\s{0,20}\\*["']?)[^\r\n"'\\]+/gi
/** The schemes without their header name; `(?=\S)` keeps prose with a line break out of it. */
const V4_HEADER = /(OSS4-HMAC-SHA256|AWS4-HMAC-SHA256)[ \t]+(?=\S)[^\r\n"'\\]+/gi
const V1_HEADER = /\b(OSS|AWS)[ \t]+(?!https?:)[^\s:"']+:[^\s"']+/g
const HTTP_SCHEME = /\b(Basic|Bearer)[ \t]+[^\s"',]+/gi
/** A password may hold `@` or `:` by mistake: everything up to the last `@` of the authority goes. */
const USERINFO = /:\/\/[^\s/?#"'<>]*@/g
/** Elements of OSS and STS answers; a refused signature is answered with what was signed. */
const XML =
  /(<(?:OSSAccessKeyId|AccessKeyId|AccessKeySecret|SecurityToken|SignatureProvided|StringToSign|CanonicalRequest)>)[^<]*/gi
/** AccessKey ids and tokens by their own look: RAM keys, STS keys, console keys, STS tokens. */
const BY_LOOK = /LTAI[A-Za-z0-9]+|\b(?:STS|TMP)\.[A-Za-z0-9_-]+|\bCAIS[A-Za-z0-9+/=%_-]{16,}/g

/**
 * Text without credentials: AccessKey ids, signatures, tokens, Authorization headers, user and
 * password of a URL, fields named like a secret. It masks too much rather than too little, and its
 * time grows linearly with the text.
 */
export function redact(text: string): string {
  return text
    .replace(XML, `$1${REDACTED}`)
    .replace(AUTHORIZATION, `$1${REDACTED}`)
    .replace(V4_HEADER, `$1 ${REDACTED}`)
    .replace(V1_HEADER, `$1 ${REDACTED}`)
    .replace(HTTP_SCHEME, `$1 ${REDACTED}`)
    .replace(USERINFO, `://${REDACTED}@`)
    .replace(NAMED, `$1${REDACTED}`)
    .replace(BY_LOOK, REDACTED)
}

/**
 * Scheme, host and path of a link: what a log or a row may show of it. Text that is no URL is cut
 * at its first `?` or `#` and redacted.
 */
export function redactUrl(url: string): string {
  if (!URL.canParse(url)) return redact(url.split(/[?#]/, 1)[0] ?? '')
  const { protocol, host, pathname } = new URL(url)
  return redact(host === '' ? `${protocol}${pathname}` : `${protocol}//${host}${pathname}`)
}

import { type ConnectionAddress, ownerOf } from './connection-url'
import { parseUrl } from './parse-url'
import { cleanPastedText, trimUrlText } from './pasted/clean-text'
import { readLinkSignature } from './pasted/link-signature'
import { type Piece, splitPastedText } from './pasted/split-text'
import { finish, type Steps } from './steps'

/** Why a piece of a paste is no link that can be fetched. */
export const PASTE_PROBLEMS = [
  'NOT_A_URL',
  'SCHEME_MISSING',
  'SCHEME_NOT_SUPPORTED',
  'URL_HAS_NO_HOST',
  'URL_HAS_CREDENTIALS',
  'URL_HAS_NO_KEY',
  'URL_TOO_LONG',
] as const
export type PasteProblem = (typeof PASTE_PROBLEMS)[number]

/** What will most likely stop a link that is one. */
export const PASTE_WARNINGS = ['LINK_EXPIRED', 'LINK_NOT_YET_VALID'] as const
export type PasteWarning = (typeof PASTE_WARNINGS)[number]

export type PastedLink = {
  /** 1 for the first that is kept, and so on. */
  line: number
  /** As pasted, without what surrounds it; at most 2,000 characters. */
  text: string
  /** Absolute and normalised; `oss://bucket/key` stays as it is. Absent for `not-a-link`. */
  url?: string
  /**
   * `own-bucket`: a connection's object, to be fetched with its key; `signed`: as it is, whatever
   * its host; `foreign-oss`: a bucket on a genuine OSS host that no connection names; `public`:
   * any other host, as it is and never with a key.
   */
  kind: 'own-bucket' | 'signed' | 'foreign-oss' | 'public' | 'not-a-link'
  /** Also for a signed link, when its bucket is a connection's. */
  connectionId?: string
  bucket?: string
  key?: string
  region?: string
  /** When a signed link ends, if it says so; epoch milliseconds. */
  expiresAtMs?: number
  problem?: PasteProblem
  warning?: PasteWarning
}

/** Longer than any link of OSS can be (a key of 1,023 bytes, a token, response headers). */
export const URL_MAX_CHARS = 16_384
const TEXT_MAX_CHARS = 2000
/** OSS takes a signing date this far ahead of its own clock. */
const CLOCK_TOLERANCE_MS = 15 * 60 * 1000

/** The links of a paste, and how many repetitions were dropped. */
export type PastedLinks = { links: readonly PastedLink[]; duplicates: number }

/** Pieces read between two interruptions: a millisecond's worth. */
const STEP = 64

/**
 * Reads what was pasted into the download box: cuts it into links, drops exact repetitions and
 * says of each what it is. Never throws; linear in the length of `text`.
 * @param connections the connection in use first; the first that fits owns a link
 * @param nowMs for telling expired links
 */
export function parsePastedUrls(
  text: string,
  connections: readonly ConnectionAddress[],
  nowMs: number,
): PastedLinks {
  return finish(pastedUrlSteps(text, connections, nowMs))
}

/** The same in steps, for pastes of 100,000 links. */
export function* pastedUrlSteps(
  text: string,
  connections: readonly ConnectionAddress[],
  nowMs: number,
): Steps<PastedLinks> {
  const links: PastedLink[] = []
  const seen = new Set<string>()
  let duplicates = 0
  let pieces = 0
  for (const piece of splitPastedText(cleanPastedText(text))) {
    pieces++
    if (pieces % STEP === 0) yield
    if (seen.has(piece.text)) {
      duplicates++
      continue
    }
    seen.add(piece.text)
    const link = classify(piece, connections, nowMs)
    const identity = `${link.kind === 'not-a-link'} ${link.url ?? link.text}`
    if (seen.has(identity)) duplicates++
    else links.push({ line: links.length + 1, ...link })
    seen.add(identity)
  }
  return { links, duplicates }
}

type Classified = Omit<PastedLink, 'line'>

function classify(
  piece: Piece,
  connections: readonly ConnectionAddress[],
  nowMs: number,
): Classified {
  if (piece.text.length > URL_MAX_CHARS * 2) return notALink(piece.text, 'URL_TOO_LONG')
  if (!piece.isUrl) return classifyText(piece.text, connections, nowMs)
  const text = trimUrlText(piece.text)
  return classifyUrl(text, withoutEntities(text, piece.isHtml), connections, nowMs)
}

function classifyUrl(
  text: string,
  url: string,
  connections: readonly ConnectionAddress[],
  nowMs: number,
): Classified {
  if (url.length > URL_MAX_CHARS) return notALink(text, 'URL_TOO_LONG')
  const isOssUrl = /^oss:/i.test(url)
  const parsed = isOssUrl ? undefined : parseUrl(url)
  if (!isOssUrl && !parsed)
    return notALink(text, /^https?:\/*(?:[?#]|$)/i.test(url) ? 'URL_HAS_NO_HOST' : 'NOT_A_URL')
  if (parsed && (parsed.username !== '' || parsed.password !== ''))
    return notALink(text, 'URL_HAS_CREDENTIALS')
  const href = parsed?.href ?? url
  const owner = ownerOf(href, connections)
  if (owner.kind === 'none') {
    if (isOssUrl) return notALink(text, 'NOT_A_URL')
    return { text, url: href, kind: 'public', ...signatureOf(href, nowMs) }
  }
  if (owner.key === '') return notALink(text, 'URL_HAS_NO_KEY')
  const { kind, ...where } = owner
  const connectionId = kind === 'connection' ? { connectionId: owner.connectionId } : {}
  const region = where.region === undefined ? {} : { region: where.region }
  return {
    text,
    url: href,
    kind: kind === 'connection' ? 'own-bucket' : kind,
    bucket: owner.bucket,
    key: owner.key,
    ...connectionId,
    ...region,
    ...(isOssUrl ? {} : signatureOf(href, nowMs)),
  }
}

/** The fields that make a link a signed one; nothing for a link without signature. */
function signatureOf(
  href: string,
  nowMs: number,
): Partial<Pick<PastedLink, 'kind' | 'expiresAtMs' | 'warning'>> {
  const question = href.indexOf('?')
  const signature = question < 0 ? undefined : readLinkSignature(queryPart(href, question))
  if (!signature) return {}
  const { startsAtMs, expiresAtMs } = signature
  const expiry = expiresAtMs === undefined ? {} : { expiresAtMs }
  if (expiresAtMs !== undefined && expiresAtMs <= nowMs)
    return { kind: 'signed', ...expiry, warning: 'LINK_EXPIRED' }
  if (startsAtMs !== undefined && startsAtMs > nowMs + CLOCK_TOLERANCE_MS)
    return { kind: 'signed', ...expiry, warning: 'LINK_NOT_YET_VALID' }
  return { kind: 'signed', ...expiry }
}

function queryPart(href: string, question: number): string {
  const hash = href.indexOf('#', question)
  return href.slice(question, hash < 0 ? undefined : hash)
}

/** A text without `https://`: taken for a link only where its host is a bucket's. */
function classifyText(
  text: string,
  connections: readonly ConnectionAddress[],
  nowMs: number,
): Classified {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return notALink(text, 'SCHEME_NOT_SUPPORTED')
  if (!/^[a-z0-9.-]{1,253}\.[a-z]{2,24}(?::\d+)?(?:\/|$)/i.test(text))
    return notALink(text, 'NOT_A_URL')
  const trimmed = trimUrlText(text)
  const url = `https://${trimmed}`
  if (ownerOf(url, connections).kind !== 'none')
    return classifyUrl(trimmed, url, connections, nowMs)
  return notALink(text, 'SCHEME_MISSING')
}

/** `&amp;` in a query is HTML source that was copied. */
function withoutEntities(url: string, isHtml: boolean): string {
  const plain = isHtml ? url.replace(/&(?:#38|#x26);/gi, '&amp;') : url
  return isHtml || plain.includes('?') ? plain.replaceAll('&amp;', '&') : plain
}

function notALink(text: string, problem: PasteProblem): Classified {
  return { text: text.slice(0, TEXT_MAX_CHARS), kind: 'not-a-link', problem }
}

import { parseUrl } from '../../shared/parse-url'
import { AppError } from '../errors/app-error'
import { networkError } from '../errors/from-errno'
import type { WebAnswer, WebHeaders, WebTransport } from './web-transport'

/** The redirects of RFC 9110, 15.4 that name one place to go on to. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

export type FollowOptions = {
  readonly transport: WebTransport
  readonly headers: WebHeaders
  readonly signal: AbortSignal
  /**
   * For each hop, until its headers are here. Chromium holds back an answer without Content-Type
   * until 1 KiB of it has come or all (it guesses the type), so a stall before that counts here.
   */
  readonly connectTimeoutMs: number
  readonly maxRedirects: number
}

/** The answer at the end of the redirects, and where that was. */
export type Followed = { readonly url: URL; readonly answer: WebAnswer }

/**
 * Asks for a link and follows where it leads, with a look at every hop: http and https only, no
 * user info, no circles. From https to http is allowed, as browsers do: nothing that we send is
 * secret (the Referer stays behind).
 * @throws AppError NOT_A_LINK | REDIRECT_BAD_TARGET | REDIRECT_LOOP | TIMED_OUT | CANCELLED | network
 */
export async function follow(link: string, options: FollowOptions): Promise<Followed> {
  let url = placeOf(link, 'NOT_A_LINK')
  const seen = new Set<string>()
  for (let hop = 0; hop <= options.maxRedirects; hop += 1) {
    seen.add(url.href)
    const answer = await ask(url, options)
    const { location } = answer
    if (!REDIRECTS.has(answer.status) || location === undefined) return { url, answer }
    answer.close()
    const next = placeOf(targetOf(location, url), 'REDIRECT_BAD_TARGET')
    if (seen.has(next.href)) break
    url = next
  }
  throw new AppError('REDIRECT_LOOP', { host: url.hostname })
}

/** Headers of the answer came as one byte per character: most servers write UTF-8. */
function targetOf(location: string, from: URL): string {
  const isBytes = /[\x80-\xff]/.test(location) && !/[^\0-\xff]/.test(location)
  const text = isBytes ? Buffer.from(location, 'latin1').toString('utf8') : location
  return URL.canParse(text, from.href) ? new URL(text, from).href : ''
}

function placeOf(text: string, code: 'NOT_A_LINK' | 'REDIRECT_BAD_TARGET'): URL {
  const url = parseUrl(text)
  if (!url) throw new AppError(code, { problem: 'NOT_A_URL' })
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AppError(code, { problem: 'SCHEME_NOT_SUPPORTED' })
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError(code, { problem: 'URL_HAS_CREDENTIALS' })
  }
  url.hash = ''
  return url
}

async function ask(url: URL, options: FollowOptions): Promise<WebAnswer> {
  const { transport, signal, connectTimeoutMs } = options
  const host = url.hostname
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), connectTimeoutMs)
  try {
    if (signal.aborted) throw new AppError('CANCELLED')
    return await transport.send({
      url: url.href,
      headers: headersFor(url, options.headers),
      signal: AbortSignal.any([signal, late.signal]),
    })
  } catch (thrown) {
    if (signal.aborted) throw new AppError('CANCELLED')
    if (late.signal.aborted) throw new AppError('TIMED_OUT', { host }, { retry: 'automatic' })
    throw networkError(thrown, { host })
  } finally {
    clearTimeout(timer)
  }
}

/** A page's address is not told in the clear when the page itself was not (RFC 9110, 10.1.3). */
function headersFor(url: URL, headers: WebHeaders): WebHeaders {
  const { referer, ...rest } = headers
  const isDowngrade = referer?.startsWith('https:') && url.protocol === 'http:'
  return referer === undefined || isDowngrade ? rest : headers
}

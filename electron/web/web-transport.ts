import type { Readable } from 'node:stream'

/** Names in lower case; a header that came more than once is joined with ', '. */
export type WebHeaders = Readonly<Record<string, string>>

export type WebRequest = {
  /** http or https, without user info and fragment. */
  readonly url: string
  readonly headers: WebHeaders
  /** Ends the request in every phase: before the answer `send` rejects, after it the body fails. */
  readonly signal: AbortSignal
}

export type WebAnswer = {
  readonly status: number
  readonly headers: WebHeaders
  /** Where a redirect leads, absolute or relative to the request. */
  readonly location?: string | undefined
  /** Decoded, when the answer has a Content-Encoding; empty for a redirect. */
  readonly body: Readable
  /** Ends the request and gives its socket free; harmless when all is over. */
  close(): void
}

/**
 * One GET, one answer: no redirect is followed, no cookie and no credential is sent or kept.
 * In the app this is Electron's network stack, for the system's proxy and certificates; tests use
 * Node's. Throws whatever the stack throws: `networkError` explains it.
 */
export type WebTransport = { send(request: WebRequest): Promise<WebAnswer> }

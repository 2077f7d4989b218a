import type { IncomingHttpHeaders } from 'node:http'
import type { PracticeOperation } from './operations'

/** What a fault can be chosen by. */
export type PracticeRequestInfo = {
  readonly operation: PracticeOperation
  readonly method: string
  readonly bucket: string
  readonly key: string
  readonly partNumber?: number
  readonly uploadId?: string
  readonly headers: IncomingHttpHeaders
  /** 1 for the first request of this operation on this key (and part), 2 for the next, and so on. */
  readonly attempt: number
  /** 1 for the first request of this operation on the whole server, and so on. */
  readonly ordinal: number
}

/**
 * What goes wrong. Offsets count body bytes from 0; a fault whose offset lies behind the end of the
 * body does nothing.
 */
export type PracticeFault =
  /** An error answer instead of the work. `endpoint` becomes `<Endpoint>` in the XML. */
  | {
      readonly kind: 'respond'
      readonly status: number
      readonly code: string
      readonly message?: string
      readonly headers?: Readonly<Record<string, string>>
      readonly endpoint?: string
    }
  /** The connection is reset before anything is read or answered. */
  | { readonly kind: 'reset' }
  /** RST after that many bytes of the request's body were read. */
  | { readonly kind: 'reset-request'; readonly afterBytes: number }
  /** Stops reading the request's body for ever; no answer. */
  | { readonly kind: 'stall-request'; readonly afterBytes: number }
  /** RST after that many bytes of the answer's body; an answer without a body breaks in its head. */
  | { readonly kind: 'reset-response'; readonly afterBytes: number }
  /** Stops sending the answer's body for ever. */
  | { readonly kind: 'stall-response'; readonly afterBytes: number }
  /** FIN after that many bytes of the answer's body, though Content-Length promised more. */
  | { readonly kind: 'cut-response'; readonly afterBytes: number }
  /** One bit of the request's body turns over on its way: hashes, ETag and content all see it. */
  | { readonly kind: 'flip-request-byte'; readonly at: number }
  /** One bit turns over on disk, after the hashes were taken. */
  | { readonly kind: 'flip-stored-byte'; readonly at: number }
  /** One bit of the answer's body turns over; `at` counts within this answer. */
  | { readonly kind: 'flip-response-byte'; readonly at: number }
  /** `x-oss-hash-crc64ecma` of the answer is off by one. */
  | { readonly kind: 'wrong-crc' }
  /** `x-oss-hash-crc64ecma` is left out of the answer. */
  | { readonly kind: 'no-crc' }
  /** Both bodies flow at this speed at most. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** Waits before anything else is done. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Answers 200 with the whole object to a ranged GET. */
  | { readonly kind: 'ignore-range' }
  /** The work is done, and the connection is reset instead of answered. */
  | { readonly kind: 'lose-answer' }

export type PracticeFaultKind = PracticeFault['kind']

/** Called once for each request that names an operation, before its signature is looked at. */
export type PracticeHook = {
  readonly onRequest: (
    request: PracticeRequestInfo,
  ) => PracticeFault | readonly PracticeFault[] | undefined
}

/** What the other side says is no HTTP that we take. `code` is in the table of network failures. */
export class NotHttp extends Error {
  readonly code = 'ERR_INVALID_HTTP_RESPONSE'
}

/** The connection ended in the middle of something. */
export function cutOff(): Error {
  return Object.assign(new Error('The connection was closed'), { code: 'ECONNRESET' })
}

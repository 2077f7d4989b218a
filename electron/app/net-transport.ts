import { Readable } from 'node:stream'
import type { ProxyLogin } from '../network/proxy'
import type { WebAnswer, WebHeaders, WebRequest, WebTransport } from '../web/web-transport'
import { createSignIn, type OnLogin } from './proxy-sign-in'

/** The part of Electron's `net.request` that is used. */
export type NetRequest<S> = (options: NetOptions & { session: S }) => NetClientRequest

type NetOptions = {
  method: 'GET'
  url: string
  redirect: 'manual'
  credentials: 'omit'
  cache: 'no-store'
  referrerPolicy: 'no-referrer' | 'unsafe-url'
}

type NetClientRequest = {
  setHeader(name: string, value: string): void
  on(event: 'response', listener: (response: NetResponse) => void): unknown
  on(
    event: 'redirect',
    listener: (
      status: number,
      method: string,
      url: string,
      headers: Record<string, string[]>,
    ) => void,
  ): unknown
  on(event: 'login', listener: OnLogin): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  end(): unknown
  abort(): void
}

type NetResponse = {
  readonly statusCode: number
  readonly headers: Record<string, string | string[]>
}

/** How requests go out. */
export type NetWay<S> = {
  /** The session to be used now. @throws AppError PROXY_NOT_SET */
  readonly session: () => Promise<S>
  /** For the proxy that is set now. */
  readonly login: () => Promise<ProxyLogin | undefined>
}

/**
 * Web requests through Electron's network stack. `net.fetch` fails on every manual redirect
 * ("Redirect was cancelled", electron #43715); `net.request` tells the target first, and a request
 * that is not followed then cancels itself. So each hop is a request of its own, with our checks
 * in between.
 */
export function createNetTransport<S>(request: NetRequest<S>, way: NetWay<S>): WebTransport {
  return {
    async send(wanted) {
      const session = await way.session()
      return new Promise((resolve, reject) =>
        start((options) => request({ ...options, session }), way.login, wanted, resolve, reject),
      )
    },
  }
}

function start(
  request: (options: NetOptions) => NetClientRequest,
  login: () => Promise<ProxyLogin | undefined>,
  { url, headers, signal }: WebRequest,
  resolve: (answer: WebAnswer) => void,
  reject: (thrown: unknown) => void,
): void {
  signal.throwIfAborted()
  const client = request({
    method: 'GET',
    url,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    // Chromium cuts a Referer down to its origin unless told otherwise; ours was set by a person.
    referrerPolicy: 'referer' in headers ? 'unsafe-url' : 'no-referrer',
  })
  for (const [name, value] of Object.entries(headers)) client.setHeader(name, value)

  let body: Readable | undefined
  const onAbort = () => {
    reject(signal.reason)
    // An aborted request leaves its response waiting for ever, so that is ended as well.
    body?.destroy(signal.reason)
    client.abort()
  }
  signal.addEventListener('abort', onAbort, { once: true })
  const close = () => {
    signal.removeEventListener('abort', onAbort)
    body?.destroy()
    client.abort()
  }

  client.on('redirect', (status, _method, location, given) => {
    signal.removeEventListener('abort', onAbort)
    resolve({ status, headers: flat(given), location, body: Readable.from([]), close })
  })
  client.on('response', (response) => {
    body = readableOf(response)
    // Failures reach the reader; one that comes after it has left must not end the app.
    body.on('error', () => undefined)
    body.once('close', () => signal.removeEventListener('abort', onAbort))
    resolve({ status: response.statusCode, headers: flat(response.headers), body, close })
  })
  const signIn = createSignIn(login)
  client.on('login', signIn.answer)
  // After the answer this repeats what the body says, or that a redirect was not followed.
  client.on('error', (error) => {
    signal.removeEventListener('abort', onAbort)
    reject(signIn.failure() ?? error)
  })
  client.end()
}

/** Electron's types call it an emitter; since Electron 5 it is a Readable, with back-pressure since 11. */
function readableOf(response: NetResponse): Readable {
  if (response instanceof Readable) return response
  throw new TypeError('net.request answered with something that is no stream')
}

function flat(headers: Readonly<Record<string, string | readonly string[]>>): WebHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value : value.join(', '),
    ]),
  )
}

import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'

/** An answer as it came over the wire. */
export type PlainAnswer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** The body as text. */
  readonly text: string
}

/** A request; nothing is added but what HTTP needs. */
export type PlainRequest = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | number>>
  readonly body?: Buffer | string
  readonly agent?: Agent
  /** Path and query exactly as they are to be sent, where `new URL` would tidy them up. */
  readonly path?: string
}

/** Sends one request to an URL on this machine and reads the whole answer. */
export function plainHttp(url: string, options: PlainRequest = {}): Promise<PlainAnswer> {
  const { method = 'GET', headers = {}, body, agent, path } = options
  const exact = path === undefined ? {} : { path }
  return new Promise((done, failed) => {
    const call = request(
      url,
      { method, headers, ...exact, ...(agent ? { agent } : {}) },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', failed)
        answer.on('end', () => {
          const whole = Buffer.concat(chunks)
          const status = answer.statusCode ?? 0
          done({ status, headers: answer.headers, body: whole, text: whole.toString('utf8') })
        })
      },
    )
    call.on('error', failed)
    call.end(body)
  })
}

/** Writes bytes to a port as they are and reads until the other side closes. */
export function rawHttp(port: number, text: string): Promise<string> {
  return new Promise((done) => {
    const chunks: Buffer[] = []
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(text, 'latin1'))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => done(Buffer.concat(chunks).toString('latin1')))
  })
}

/** Takes every connection, whatever the host is called, to one port of this machine: no DNS. */
export class LoopbackAgent extends Agent {
  readonly #port: number

  constructor(port: number) {
    super({ keepAlive: true })
    this.#port = port
  }

  override createConnection(): Duplex {
    return connect({ host: '127.0.0.1', port: this.#port })
  }
}

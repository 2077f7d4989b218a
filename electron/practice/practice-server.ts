import { randomBytes as nodeRandomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAuthenticate } from './authenticate'
import { createCrc64Hashers } from './crc64-hashers'
import { createFaultSource, NO_FAULTS } from './faults'
import { handleRequest, type RequestPath } from './handle-request'
import type { PracticeServer, PracticeServerOptions } from './practice-options'
import { type BucketStore, openBucketStore } from './store/bucket-store'

export type { PracticeOperation } from './operations'
export type {
  PracticeFault,
  PracticeFaultKind,
  PracticeHook,
  PracticeRequestInfo,
} from './practice-hook'
export type {
  PracticeBucket,
  PracticeCredential,
  PracticePermission,
  PracticeServer,
  PracticeServerOptions,
} from './practice-options'

/** 32 KiB of request line and headers: a key of 1,023 bytes, a token and a signature fit well. */
const MAX_HEADER_BYTES = 32 * 1024
/** Two minutes without a byte in either direction end a connection. */
const IDLE_MS = 120_000

function listen(server: Server): Promise<number> {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      server.off('error', failed)
      const address: AddressInfo | string | null = server.address()
      if (address === null || typeof address === 'string') failed(new Error('No port.'))
      else done(address.port)
    })
  })
}

/** Anything that is not HTTP gets a short answer and a closed connection. */
function refuseMalformed(server: Server): void {
  server.on('clientError', (_cause, socket) => {
    if (!socket.writable) socket.destroy()
    else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
}

function boundDomains({ buckets }: PracticeServerOptions): ReadonlyMap<string, string> {
  return new Map(
    buckets.flatMap(({ name, boundDomains = [] }) =>
      boundDomains.map((domain) => [domain.toLowerCase(), name] as const),
    ),
  )
}

/**
 * Starts an OSS-compatible server on 127.0.0.1 and a free port. It runs under plain Node.
 * @throws when the folder cannot be made, or a file in it cannot be read
 */
export async function startPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const { now = Date.now, randomBytes = nodeRandomBytes, hook, requireV4 = false } = options
  const newId = () => Buffer.from(randomBytes(16)).toString('hex')
  const stores = new Map<string, BucketStore>()
  for (const bucket of options.buckets) {
    stores.set(bucket.name, await openBucketStore(options.rootFolder, bucket, newId))
  }
  const hashers = createCrc64Hashers()
  const authenticate = createAuthenticate({
    credentials: options.credentials,
    requireV4,
    regionOf: (bucket) => stores.get(bucket)?.bucket.region,
  })
  const world = {
    stores,
    newId,
    takeHasher: hashers.take,
    discardBodies: options.discardBodies ?? false,
  }
  const faultsOf = createFaultSource(hook)

  const session = Buffer.from(randomBytes(6)).toString('hex').toUpperCase()
  let requests = 0
  const newRequestId = () => {
    requests += 1
    return session + requests.toString(16).toUpperCase().padStart(12, '0')
  }

  const running = new Set<Promise<void>>()
  let path: RequestPath | undefined
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: 0, keepAliveTimeout: IDLE_MS },
    (request, response) => {
      if (!path) {
        request.socket.destroy()
        return
      }
      response.sendDate = false
      const exchange = {
        request,
        response,
        requestId: newRequestId(),
        receivedMs: now(),
        now,
        faults: NO_FAULTS,
      }
      const handled = handleRequest(exchange, path).finally(() => running.delete(handled))
      running.add(handled)
    },
  )
  server.timeout = IDLE_MS
  refuseMalformed(server)
  const port = await listen(server)
  path = {
    world,
    hostRule: { port, boundDomains: boundDomains(options) },
    authenticate,
    faultsOf,
    onInternalError: options.onInternalError ?? (() => undefined),
  }

  async function end(): Promise<void> {
    const closed = new Promise<void>((done) => server.close(() => done()))
    server.closeAllConnections()
    await closed
    await Promise.all(running)
    for (const store of stores.values()) await store.close()
  }

  let ending: Promise<void> | undefined
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    close() {
      ending ??= end()
      return ending
    },
  }
}

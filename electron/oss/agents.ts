import http from 'node:http'
import https from 'node:https'

/** Sockets for all transfers together; each client gets the same pair. */
export type Agents = { readonly http: http.Agent; readonly https: https.Agent }

/** 10 files at once with 3 parts each still leave room for a HEAD and a listing. */
const MAX_SOCKETS_PER_HOST = 32

/** Agents that keep connections open between the parts and files of a batch. */
export function createAgents(): Agents & { close(): void } {
  const options = {
    keepAlive: true,
    maxSockets: MAX_SOCKETS_PER_HOST,
    // OSS closes idle connections after about 60 s; a socket we dropped first is never stale.
    keepAliveMsecs: 10_000,
    timeout: 50_000,
    scheduling: 'lifo' as const,
  }
  const agents = { http: new http.Agent(options), https: new https.Agent(options) }
  return {
    ...agents,
    close() {
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}

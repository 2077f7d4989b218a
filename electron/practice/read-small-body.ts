import type { IncomingMessage } from 'node:http'
import { ConnectionGone, OssError } from './oss-error'

/** 4 MiB: 10,000 parts fit into a quarter of it. */
const MAX_BYTES = 4 * 1024 * 1024

/**
 * Reads an XML body into memory.
 * @throws OssError EntityTooLarge above 4 MiB
 * @throws ConnectionGone when it ends early
 */
export function readSmallBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((done, failed) => {
    const chunks: Buffer[] = []
    let sizeBytes = 0
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length
      if (sizeBytes <= MAX_BYTES) chunks.push(chunk)
      else failed(new OssError(400, 'EntityTooLarge', 'The body of the request is too large.'))
    })
    request.on('end', () => {
      if (request.complete) done(Buffer.concat(chunks))
      else failed(new ConnectionGone())
    })
    request.on('close', () => failed(new ConnectionGone()))
    request.on('error', () => failed(new ConnectionGone()))
  })
}

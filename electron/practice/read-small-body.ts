import type { Exchange } from './exchange'
import { withFlippedBit } from './faults'
import { ConnectionGone, OssError } from './oss-error'
import { createGate } from './request-gate'

/** 4 MiB: 10,000 parts fit into a quarter of it. */
const MAX_BYTES = 4 * 1024 * 1024

/**
 * Reads an XML body into memory.
 * @throws OssError EntityTooLarge above 4 MiB
 * @throws ConnectionGone when it ends early
 */
export function readSmallBody({ request, faults }: Exchange): Promise<Buffer> {
  const flipAt = faults.find('flip-request-byte')?.at
  const gate = createGate(request, faults)
  return new Promise((done, failed) => {
    const chunks: Buffer[] = []
    let sizeBytes = 0
    request.on('data', (sent: Buffer) => {
      if (!gate.lets(sizeBytes + sent.length)) return
      const chunk = withFlippedBit(sent, sizeBytes, flipAt)
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

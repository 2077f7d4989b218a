import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Crc64Hasher } from './crc64-hashers'
import { type Faults, withFlippedBit } from './faults'
import { createFileWriter, type FileWriter } from './file-writer'
import { ConnectionGone, OssError } from './oss-error'
import { createGate } from './request-gate'

/** What is known of a body that arrived whole. */
export type ReceivedBody = {
  readonly sizeBytes: number
  /** Unsigned decimal. */
  readonly crc64: string
  /** Only when it was asked for. */
  readonly md5: Buffer | undefined
}

/** Where a body goes and what is wanted from it. */
export type ReceiveOptions = {
  /** A file that does not exist yet; undefined to hash and forget. It may be left behind on failure. */
  readonly path: string | undefined
  readonly hasher: Crc64Hasher
  readonly withMd5: boolean
  readonly maxBytes: number
  readonly faults: Faults
}

const FORGETFUL: FileWriter = {
  push: () => true,
  finish: () => Promise.resolve(),
  abandon: () => Promise.resolve(),
}

function tooLarge(): OssError {
  const message = 'Your proposed upload exceeds the maximum allowed object size.'
  return new OssError(400, 'EntityTooLarge', message, { ec: '0017-00000104' })
}

/**
 * Reads a request's body once: CRC64, MD5 when asked for, and the file.
 * @throws OssError EntityTooLarge
 * @throws ConnectionGone when the body ends before its announced length
 */
export function receiveBody(
  request: IncomingMessage,
  options: ReceiveOptions,
): Promise<ReceivedBody> {
  const { path, hasher, withMd5, maxBytes, faults } = options
  const md5 = withMd5 ? createHash('md5') : undefined
  const flipAt = faults.find('flip-request-byte')?.at
  const flipStoredAt = faults.find('flip-stored-byte')?.at
  const gate = createGate(request, faults)

  return new Promise((done, failed) => {
    let sizeBytes = 0
    const writer =
      path === undefined ? FORGETFUL : createFileWriter(path, () => gate.open('disk'), stop)

    function onData(sent: Buffer): void {
      if (!gate.lets(sizeBytes + sent.length)) return
      const chunk = withFlippedBit(sent, sizeBytes, flipAt)
      hasher.update(chunk)
      md5?.update(chunk)
      if (!writer.push(withFlippedBit(chunk, sizeBytes, flipStoredAt))) gate.shut('disk')
      sizeBytes += chunk.length
      gate.slowDown(chunk.length)
      if (sizeBytes > maxBytes) stop(tooLarge())
    }

    function onEnd(): void {
      if (!request.complete) {
        onClose()
        return
      }
      removeListeners()
      const crc64 = hasher.digest()
      writer.finish().then(() => done({ sizeBytes, crc64, md5: md5?.digest() }), failed)
    }

    function onClose(): void {
      stop(new ConnectionGone())
    }

    function stop(cause: unknown): void {
      removeListeners()
      hasher.release()
      writer.abandon().then(() => failed(cause), failed)
    }

    function removeListeners(): void {
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
      // An aborted request emits 'error' once more; nobody is left to be told.
      request.on('error', () => undefined)
    }

    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
    // A client that left before anybody listened: 'close' has been and will not come again.
    if (request.destroyed) onClose()
  })
}

import { splitExtension } from '../../shared/object-key'
import { downloadName, withExtensionOfBytes } from '../web/file-name'
import type { Incoming, IncomingBody } from './incoming'
import type { DownloadTask } from './job'

/** file-type wants this many bytes to be sure. */
const SAMPLE_BYTES = 4100

/**
 * The name a download gets, and its body, of which the first bytes may have been looked at: where
 * neither header nor address gives an extension, the content does.
 */
export async function nameOfDownload(
  incoming: Incoming,
  task: DownloadTask,
): Promise<{ name: string; body: IncomingBody }> {
  const name = downloadName({
    ...(task.signed ? { key: task.signed.key } : { url: task.url }),
    contentDisposition: incoming.contentDisposition,
    contentType: incoming.contentType,
  })
  if (splitExtension(name).extension !== '') return { name, body: incoming.body }
  const body = incoming.body[Symbol.asyncIterator]()
  const { chunks, sample } = await firstBytes(body)
  return { name: await withExtensionOfBytes(name, sample), body: rest(chunks, body) }
}

async function firstBytes(
  body: AsyncIterator<Buffer>,
): Promise<{ chunks: Buffer[]; sample: Buffer }> {
  const chunks: Buffer[] = []
  let length = 0
  while (length < SAMPLE_BYTES) {
    const next = await body.next()
    if (next.done) break
    chunks.push(next.value)
    length += next.value.length
  }
  return { chunks, sample: Buffer.concat(chunks) }
}

async function* rest(
  chunks: readonly Buffer[],
  body: AsyncIterator<Buffer>,
): AsyncGenerator<Buffer> {
  try {
    yield* chunks
    for (let next = await body.next(); !next.done; next = await body.next()) yield next.value
  } finally {
    await body.return?.(undefined)
  }
}

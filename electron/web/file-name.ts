import { nameFromUrlPath, safeLocalName } from '../../shared/local-name'
import { splitExtension } from '../../shared/object-key'
import { extensionOfContentType, recognizeExtensionOfBytes } from '../files/recognize'
import { nameFromDisposition } from './content-disposition'

/**
 * The name under which a download is stored: Content-Disposition, else the last part of the URL's
 * path decoded, else `download`; with the extension of its type when it has none; safe on every
 * system.
 */
export function downloadName(about: {
  readonly contentDisposition?: string | undefined
  readonly url: string
  readonly contentType?: string | undefined
}): string {
  const name = safeLocalName(
    nameFromDisposition(about.contentDisposition) ?? nameFromUrlPath(about.url) ?? '',
  )
  return withExtension(name, extensionOfContentType(about.contentType))
}

/**
 * The last resort of a name that has no extension yet: the content.
 * @param firstBytes 4,100 of them, or all there are
 */
export async function withExtensionOfBytes(name: string, firstBytes: Uint8Array): Promise<string> {
  return withExtension(name, await recognizeExtensionOfBytes(firstBytes))
}

function withExtension(name: string, extension: string | undefined): string {
  const keeps = extension === undefined || splitExtension(name).extension !== ''
  return keeps ? name : safeLocalName(`${name}.${extension}`)
}

import { nameFromUrlPath, safeLocalName } from '../../shared/local-name'
import { splitExtension } from '../../shared/object-key'
import { extensionOfContentType, recognizeExtensionOfBytes } from '../files/recognize'
import { nameFromDisposition } from './content-disposition'

/** Where something is: an address, or the key of an object. */
export type Place = { readonly url: string } | { readonly key: string }

/**
 * The name under which a download is stored: Content-Disposition, else the last part of its key or
 * of the URL's path decoded, else `download`; with the extension of its type when it has none; safe
 * on every system.
 */
export function downloadName(
  about: Place & {
    readonly contentDisposition?: string | undefined
    readonly contentType?: string | undefined
  },
): string {
  const name = safeLocalName(nameFromDisposition(about.contentDisposition) ?? lastPart(about) ?? '')
  return withExtension(name, extensionOfContentType(about.contentType))
}

function lastPart(place: Place): string | undefined {
  return 'key' in place
    ? place.key.split('/').findLast((part) => part !== '')
    : nameFromUrlPath(place.url)
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

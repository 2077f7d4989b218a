import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import mime from 'mime-types'
import { splitExtension } from '../../shared/object-key'

/** What file-type asks for; a few formats have their mark as far in as this. */
const SAMPLE_BYTES = 4100
/** A document of an office is a ZIP archive; which one is written in its first entries. */
const ZIP_SAMPLE_BYTES = 256 * 1024

/** Formats that are text: only these may be found in a file that holds nothing but text. */
const TEXT_FORMATS: ReadonlySet<string> = new Set(
  'xml svg rtf ics vcf vtt pdf ps eps pgp ai'.split(' '),
)

/**
 * The extension (`jpg`, without dot) that the content of a file asks for, when its name has none.
 * @returns undefined when the name has one, when the bytes say nothing, or can't be read: the
 *   upload itself will say why
 */
export async function recognizeExtension(path: string): Promise<string | undefined> {
  if (splitExtension(basename(path)).extension !== '') return undefined
  try {
    return await recognizeExtensionOfBytes(await firstBytes(path, SAMPLE_BYTES), (length) =>
      firstBytes(path, length),
    )
  } catch {
    return undefined
  }
}

/**
 * The extension that the first bytes of a file ask for: give 4,100 or more where there are so many.
 * @param more gives a longer beginning, asked for only where it is needed
 */
export async function recognizeExtensionOfBytes(
  bytes: Uint8Array,
  more?: (length: number) => Promise<Uint8Array>,
): Promise<string | undefined> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const sample = isZip && more ? await more(ZIP_SAMPLE_BYTES) : bytes
  const { fileTypeFromBuffer } = await import('file-type')
  // Some marks are two letters long: a note that begins with "BM" is no bitmap.
  const type = await fileTypeFromBuffer(sample).catch(() => undefined)
  if (type === undefined || (isText(sample) && !TEXT_FORMATS.has(type.ext))) return undefined
  return type.ext
}

/** mime-types knows several extensions for a type and takes the first; people expect these. */
const USUAL: Readonly<Record<string, string>> = {
  'application/gzip': 'gz',
  'application/postscript': 'ps',
  'application/x-gzip': 'gz',
  'application/x-pdf': 'pdf',
  'audio/aac': 'aac',
  'audio/mp3': 'mp3',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'image/jpg': 'jpg',
  'image/pjpeg': 'jpg',
  'image/x-png': 'png',
  'video/quicktime': 'mov',
}

/** Types that say no more than "some bytes". */
const UNKNOWN_TYPES: ReadonlySet<string> = new Set([
  'application/octet-stream',
  'application/unknown',
  'application/x-download',
  'application/force-download',
  'binary/octet-stream',
])

/** The extension (without dot) of a Content-Type, parameters ignored; undefined when it says nothing. */
export function extensionOfContentType(contentType: string | undefined): string | undefined {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === '' || UNKNOWN_TYPES.has(type)) return undefined
  return USUAL[type] ?? (mime.extension(type) || undefined)
}

async function firstBytes(path: string, length: number): Promise<Uint8Array> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** True when no byte is a control character other than white space. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d)) && isUtf8(bytes)
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // As a stream: the sample may end inside a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

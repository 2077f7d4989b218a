import { XMLParser } from 'fast-xml-parser'
import { z } from '../../shared/schema'
import { OssError } from './oss-error'

const LIST_TAGS: ReadonlySet<string> = new Set(['CompleteMultipartUpload.Part', 'Delete.Object'])

const completeSchema = z.object({
  CompleteMultipartUpload: z.object({
    Part: z.array(
      z.object({ PartNumber: z.string().regex(/^\d{1,6}$/), ETag: z.string().max(200) }),
    ),
  }),
})

const deleteSchema = z.object({
  Delete: z.object({
    Quiet: z.string().optional(),
    Object: z.array(z.object({ Key: z.string() })).max(1000),
  }),
})

/** A part as CompleteMultipartUpload names it. */
export type NamedPart = { readonly number: number; readonly etag: string }

function malformed(): OssError {
  const message =
    'The XML you provided was not well-formed or did not validate against our published schema.'
  return new OssError(400, 'MalformedXML', message, { ec: '0042-00000201' })
}

function parse(body: Buffer): unknown {
  const text = body.toString('utf8')
  // Nobody needs a document type here, and entities defined in one are a known way to fill memory.
  if (text.includes('<!DOCTYPE')) throw malformed()
  const parser = new XMLParser({
    parseTagValue: false,
    ignoreAttributes: true,
    trimValues: false,
    isArray: (_name, path) => LIST_TAGS.has(String(path)),
  })
  try {
    return parser.parse(text, true)
  } catch {
    throw malformed()
  }
}

/**
 * The parts in the body of CompleteMultipartUpload, in its order; ETags without quotes.
 * @throws OssError MalformedXML
 */
export function parseCompleteBody(body: Buffer): readonly NamedPart[] {
  const { data } = completeSchema.safeParse(parse(body))
  if (!data || data.CompleteMultipartUpload.Part.length === 0) throw malformed()
  return data.CompleteMultipartUpload.Part.map(({ PartNumber, ETag }) => ({
    number: Number(PartNumber),
    etag: ETag.trim().replace(/^"(.*)"$/, '$1'),
  }))
}

/**
 * The keys in the body of DeleteMultipleObjects.
 * @throws OssError MalformedXML, also above 1,000 keys
 */
export function parseDeleteBody(body: Buffer): {
  readonly keys: readonly string[]
  readonly quiet: boolean
} {
  const { data } = deleteSchema.safeParse(parse(body))
  if (!data) throw malformed()
  return {
    keys: data.Delete.Object.map(({ Key }) => Key),
    quiet: data.Delete.Quiet === 'true',
  }
}

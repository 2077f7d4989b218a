import { sendXml } from '../exchange'
import { compareKeys } from '../store/key-order'
import type { UploadRecord } from '../store/records'
import type { XmlNode } from '../xml'
import type { BucketCall } from './call'
import { readEncoding, readPageSize } from './listing-parameters'

/** What can stand on a page: an upload, or a common prefix. */
type Entry = { readonly name: string; readonly upload: UploadRecord | undefined }

function compareUploads(a: UploadRecord, b: UploadRecord): number {
  return compareKeys(a.key, b.key) || compareKeys(a.uploadId, b.uploadId)
}

function entriesOf(uploads: readonly UploadRecord[], prefix: string, delimiter: string) {
  const entries: Entry[] = []
  for (const upload of uploads) {
    const cut = delimiter === '' ? -1 : upload.key.indexOf(delimiter, prefix.length)
    if (cut < 0) {
      entries.push({ name: upload.key, upload })
      continue
    }
    const name = upload.key.slice(0, cut + delimiter.length)
    if (entries.at(-1)?.name !== name) entries.push({ name, upload: undefined })
  }
  return entries
}

/** ListMultipartUploads: at most 1,000 on a page, by key and then by upload id. */
export function listMultipartUploads({ exchange, store, query }: BucketCall): void {
  const encode = readEncoding(query)
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const keyMarker = query.get('key-marker') ?? ''
  const idMarker = keyMarker === '' ? '' : (query.get('upload-id-marker') ?? '')
  const maxUploads = readPageSize(query, 'max-uploads', 1000)
  const uploads = [...store.uploads()]
    .map(({ upload }) => upload)
    .filter(({ key }) => key.startsWith(prefix))
    .sort(compareUploads)
  const behind = entriesOf(uploads, prefix, delimiter).filter(({ name, upload }) => {
    const order = compareKeys(name, keyMarker)
    if (order !== 0 || !upload || idMarker === '') return order > 0
    return compareKeys(upload.uploadId, idMarker) > 0
  })
  const page = behind.slice(0, maxUploads)
  const last = page.at(-1)
  const nodes = page.map(({ name, upload }): XmlNode => {
    if (!upload) return ['CommonPrefixes', [['Prefix', encode(name)]]]
    return [
      'Upload',
      [
        ['Key', encode(name)],
        ['UploadId', upload.uploadId],
        ['StorageClass', 'Standard'],
        ['Initiated', new Date(upload.initiatedMs).toISOString()],
      ],
    ]
  })
  sendXml(exchange, [
    'ListMultipartUploadsResult',
    [
      ['Bucket', store.bucket.name],
      ['KeyMarker', encode(keyMarker)],
      ['UploadIdMarker', idMarker],
      ['NextKeyMarker', encode(last?.name ?? '')],
      ['NextUploadIdMarker', last?.upload?.uploadId ?? ''],
      ['Delimiter', encode(delimiter)],
      ['Prefix', encode(prefix)],
      ['MaxUploads', maxUploads],
      ['IsTruncated', behind.length > page.length],
      ...nodes,
    ],
  ])
}

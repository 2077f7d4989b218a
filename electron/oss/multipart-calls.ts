import { AppError } from '../errors/app-error'
import { headersOf, storedOf } from './object-head'
import type { Perform } from './oss-client'
import type { OssClient, UploadedPart } from './oss-types'
import { listOf, textOf } from './xml-answer'

/** Complete assembles the object on the server: 34 GB in small parts took 5 minutes (ali-oss #1341). */
const COMPLETE_TIMEOUT_MS = 15 * 60_000
/** The most one page of ListParts and ListMultipartUploads holds. */
const PAGE_SIZE = 1000

type MultipartCalls = Pick<
  OssClient,
  | 'initiateMultipart'
  | 'uploadPart'
  | 'completeMultipart'
  | 'abortMultipart'
  | 'listParts'
  | 'listMultipartUploads'
>

/** The multipart half of `OssClient`: the low-level calls only, never the SDK's `multipartUpload`. */
export function createMultipartCalls(perform: Perform): MultipartCalls {
  return {
    async initiateMultipart(key, headers, options) {
      const answer = await perform(
        {
          method: 'POST',
          object: key,
          headers: headersOf(headers),
          subres: 'uploads',
          xmlResponse: true,
        },
        options,
      )
      const uploadId = textOf(answer.data, 'UploadId')
      if (!uploadId) throw new AppError('OSS_SERVER_ERROR', {}, { retry: 'automatic' })
      return uploadId
    },

    async uploadPart(key, uploadId, partNumber, body, options) {
      const answer = await perform(
        {
          method: 'PUT',
          object: key,
          headers: { 'Content-Length': body.sizeBytes },
          subres: { partNumber, uploadId },
          open: body.open,
        },
        options,
      )
      return storedOf(answer.headers)
    },

    async completeMultipart(key, uploadId, parts, headers, options) {
      const answer = await perform(
        {
          method: 'POST',
          object: key,
          headers: headersOf({ ...headers, contentType: 'application/xml' }),
          subres: { uploadId },
          content: completeXml(parts),
          xmlResponse: true,
        },
        {
          stallTimeoutMs: COMPLETE_TIMEOUT_MS,
          totalTimeoutMs: 2 * COMPLETE_TIMEOUT_MS,
          ...options,
        },
      )
      const etag = textOf(answer.data, 'ETag')
      // Assembling takes its time, and a failure on the way can only be told in the body: S3
      // documents it, and what speaks its dialect does it.
      if (!etag) throw new AppError('OSS_SERVER_ERROR', {}, { retry: 'automatic' })
      return { ...storedOf(answer.headers), etag }
    },

    async abortMultipart(key, uploadId, options) {
      await perform(
        { method: 'DELETE', object: key, subres: { uploadId }, successStatuses: [204] },
        options,
      )
    },

    async listParts(key, uploadId, options) {
      const parts: UploadedPart[] = []
      let marker: string | undefined = '0'
      while (marker !== undefined) {
        const answer = await perform(
          {
            method: 'GET',
            object: key,
            subres: { uploadId },
            query: { 'max-parts': PAGE_SIZE, 'part-number-marker': marker },
            xmlResponse: true,
          },
          options,
        )
        parts.push(...listOf(answer.data, 'Part').map(partOf))
        marker =
          textOf(answer.data, 'IsTruncated') === 'true'
            ? textOf(answer.data, 'NextPartNumberMarker')
            : undefined
      }
      return parts
    },

    async listMultipartUploads(prefix, options) {
      const uploads: { key: string; uploadId: string; initiatedMs?: number }[] = []
      let markers: Record<string, string> | undefined = {}
      while (markers !== undefined) {
        const answer = await perform(
          {
            method: 'GET',
            subres: 'uploads',
            query: { 'max-uploads': PAGE_SIZE, ...(prefix ? { prefix } : {}), ...markers },
            xmlResponse: true,
          },
          options,
        )
        uploads.push(...listOf(answer.data, 'Upload').map(uploadOf))
        const next = textOf(answer.data, 'NextKeyMarker')
        // A page that does not say where the next one begins is the last.
        markers =
          textOf(answer.data, 'IsTruncated') === 'true' && next
            ? {
                'key-marker': next,
                'upload-id-marker': textOf(answer.data, 'NextUploadIdMarker') ?? '',
              }
            : undefined
      }
      return uploads
    },
  }
}

function completeXml(parts: readonly { number: number; etag: string }[]): string {
  const body = [...parts]
    .sort((a, b) => a.number - b.number)
    .map((part) => `<Part><PartNumber>${part.number}</PartNumber><ETag>${part.etag}</ETag></Part>`)
    .join('')
  return `<?xml version="1.0" encoding="UTF-8"?><CompleteMultipartUpload>${body}</CompleteMultipartUpload>`
}

function partOf(node: unknown): UploadedPart {
  const crc64 = textOf(node, 'HashCrc64ecma')
  return {
    number: Number(textOf(node, 'PartNumber')),
    etag: textOf(node, 'ETag') ?? '',
    sizeBytes: Number(textOf(node, 'Size')),
    ...(crc64 ? { crc64 } : {}),
  }
}

function uploadOf(node: unknown): { key: string; uploadId: string; initiatedMs?: number } {
  const initiatedMs = Date.parse(textOf(node, 'Initiated') ?? '')
  return {
    key: textOf(node, 'Key') ?? '',
    uploadId: textOf(node, 'UploadId') ?? '',
    ...(Number.isFinite(initiatedMs) ? { initiatedMs } : {}),
  }
}

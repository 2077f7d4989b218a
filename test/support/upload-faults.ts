import type { CallOptions, OssClient } from '../../electron/oss/oss-types'
import type { PracticeFault } from '../../electron/practice/practice-server'
import { xmlDocument } from '../../electron/practice/xml'
import type { AppErrorCode } from '../../shared/errors'
import {
  answerWith,
  CLOCK_SKEWED,
  FOR_EVER,
  INTERNAL_ERROR,
  INVALID_RANGE,
  NO_SUCH_UPLOAD,
  PRECONDITION_FAILED,
  wrongEndpoint,
} from './faults'
import { courierClient } from './oss'
import type { PracticeRig } from './practice'

/** The four requests that an upload is made of. */
export const STEPS = [
  'PutObject',
  'UploadPart',
  'InitiateMultipartUpload',
  'CompleteMultipartUpload',
] as const
export type Step = (typeof STEPS)[number]

/** What happens to a step, and how the upload ends when it happens now and then, or for ever. */
export type FaultCell = {
  /** `refused`: nobody listens at the port. */
  readonly fault: PracticeFault | 'refused'
  /** How often it strikes where it passes; 1 unless given. */
  readonly times?: number
  readonly passing: AppErrorCode | 'arrives'
  readonly lasting: AppErrorCode | 'arrives'
}

/** A row of the matrix: a cell for each step, or why there is none. */
export type FaultRow = Readonly<Record<Step, FaultCell | string>>

const each = (fault: FaultCell['fault'], lasting: FaultCell['lasting'], times = 1): FaultRow => {
  const cell: FaultCell = { fault, times, passing: 'arrives', lasting }
  return {
    PutObject: cell,
    UploadPart: cell,
    InitiateMultipartUpload: cell,
    CompleteMultipartUpload: cell,
  }
}
const cell = (fault: FaultCell['fault'], lasting: FaultCell['lasting']): FaultCell => ({
  fault,
  passing: 'arrives',
  lasting,
})
/** An answer that no second try changes. */
const final = (fault: PracticeFault, code: AppErrorCode): FaultRow => {
  const only: FaultCell = { fault, passing: code, lasting: code }
  return {
    PutObject: only,
    UploadPart: only,
    InitiateMultipartUpload: only,
    CompleteMultipartUpload: only,
  }
}

/** Where the upload id stands in the answer to an Initiate. */
function uploadIdAt(bucket: string, key: string): number {
  const before = xmlDocument([
    'InitiateMultipartUploadResult',
    [
      ['Bucket', bucket],
      ['Key', key],
      ['UploadId', '*'],
    ],
  ])
  return before.indexOf('*')
}

/** All that can go wrong with the four steps of an upload. @param key of the object */
export function uploadFaults(bucket: string, key: string): Readonly<Record<string, FaultRow>> {
  const midway = { kind: 'reset-request', afterBytes: 100_000 } as const
  const stalled = { kind: 'stall-request', afterBytes: 100_000 } as const
  const flipped = { kind: 'flip-request-byte', at: 120 } as const
  const slow = { kind: 'slow', bytesPerSecond: 8 * 1024 * 1024 } as const
  const later = { kind: 'delay', milliseconds: 100 } as const
  const cut = (afterBytes: number) => ({ kind: 'cut-response', afterBytes }) as const
  const noRange = 'an upload asks for no range'
  const noId = 'there is no upload id yet, or none at all'
  return {
    'refused connection': each('refused', 'CONNECTION_REFUSED'),
    'reset before headers': each({ kind: 'reset' }, 'CONNECTION_LOST'),
    'reset midway': {
      PutObject: cell(midway, 'CONNECTION_LOST'),
      UploadPart: cell(midway, 'CONNECTION_LOST'),
      // It has no body of its own.
      InitiateMultipartUpload: cell({ kind: 'reset-response', afterBytes: 60 }, 'CONNECTION_LOST'),
      CompleteMultipartUpload: cell({ kind: 'reset-request', afterBytes: 20 }, 'CONNECTION_LOST'),
    },
    stalled: {
      PutObject: cell(stalled, 'STALLED'),
      UploadPart: cell(stalled, 'STALLED'),
      InitiateMultipartUpload: cell(FOR_EVER, 'STALLED'),
      CompleteMultipartUpload: cell({ kind: 'stall-request', afterBytes: 20 }, 'STALLED'),
    },
    'answer cut short': {
      // What was stored is found there by size and CRC64.
      PutObject: cell(cut(0), 'arrives'),
      UploadPart: cell(cut(0), 'CONNECTION_LOST'),
      InitiateMultipartUpload: cell(cut(60), 'CONNECTION_LOST'),
      CompleteMultipartUpload: cell(cut(60), 'arrives'),
    },
    'one byte flipped': {
      PutObject: cell(flipped, 'CHECKSUM_MISMATCH'),
      UploadPart: cell(flipped, 'CHECKSUM_MISMATCH'),
      InitiateMultipartUpload: cell(
        { kind: 'flip-response-byte', at: uploadIdAt(bucket, key) },
        'OSS_NO_SUCH_UPLOAD',
      ),
      CompleteMultipartUpload: cell(flipped, 'CHECKSUM_MISMATCH'),
    },
    'wrong CRC header': {
      // HEAD tells that the object is right and the answer was wrong.
      PutObject: cell({ kind: 'wrong-crc' }, 'arrives'),
      UploadPart: cell({ kind: 'wrong-crc' }, 'CHECKSUM_MISMATCH'),
      InitiateMultipartUpload: 'its answer has no CRC64',
      CompleteMultipartUpload: cell({ kind: 'wrong-crc' }, 'arrives'),
    },
    '500 once': each(INTERNAL_ERROR, 'OSS_SERVER_ERROR'),
    '503 for a while, with x-oss-qos-delay-time': each(
      answerWith(503, 'SlowDown', { 'x-oss-qos-delay-time': '10' }),
      'OSS_THROTTLED',
      3,
    ),
    '503 for a while, with Retry-After': each(
      answerWith(503, 'SlowDown', { 'retry-after': '1' }),
      'OSS_THROTTLED',
      3,
    ),
    // A clock that is really off, and a bucket that is really elsewhere, cure themselves: see
    // wrong-clock and wrong-endpoint. Here the server lies.
    '403 clock skew': final(CLOCK_SKEWED, 'OSS_CLOCK_SKEWED'),
    '403 wrong endpoint': final(wrongEndpoint('oss-cn-beijing.aliyuncs.com'), 'OSS_WRONG_ENDPOINT'),
    '412': each(PRECONDITION_FAILED, 'OSS_REJECTED'),
    '416': each(INVALID_RANGE, 'OSS_REJECTED'),
    '200 instead of 206': {
      PutObject: noRange,
      UploadPart: noRange,
      InitiateMultipartUpload: noRange,
      CompleteMultipartUpload: noRange,
    },
    '404 upload id': {
      ...each(NO_SUCH_UPLOAD, 'OSS_NO_SUCH_UPLOAD'),
      PutObject: noId,
      InitiateMultipartUpload: noId,
    },
    'slow link': {
      PutObject: cell(slow, 'arrives'),
      UploadPart: cell(slow, 'arrives'),
      InitiateMultipartUpload: cell(later, 'arrives'),
      CompleteMultipartUpload: cell(later, 'arrives'),
    },
    'lost answer': {
      // Where also the refusal of every further PUT is lost, it stays unknown until a later try.
      ...each({ kind: 'lose-answer' }, 'CONNECTION_LOST'),
      CompleteMultipartUpload: cell({ kind: 'lose-answer' }, 'arrives'),
    },
  }
}

/** What a client suffers that no server can do to it; by key, in force at once. */
export type ClientTroubles = {
  /** How many calls of one step find nobody at the port. */
  readonly refusals: Map<string, { readonly step: Step; times: number }>
  /** Idle limits of the four steps, in milliseconds; as in the app for other keys. */
  readonly stallTimeouts: Map<string, number>
}

/** A client whose four steps have these troubles. */
export function troubled(client: OssClient, rig: PracticeRig, troubles: ClientTroubles): OssClient {
  // Port 1 (tcpmux) is served nowhere.
  const dead = courierClient(rig, { target: { endpoint: 'http://127.0.0.1:1' } })
  const pick = (step: Step, key: string) => {
    const refusal = troubles.refusals.get(key)
    if (refusal?.step !== step || refusal.times <= 0) return client
    refusal.times -= 1
    return dead
  }
  const limited = (key: string, options: CallOptions = {}) => {
    const stallTimeoutMs = troubles.stallTimeouts.get(key)
    return stallTimeoutMs === undefined ? options : { ...options, stallTimeoutMs }
  }
  return {
    ...client,
    put: (key, body, headers, options) =>
      pick('PutObject', key).put(key, body, headers, limited(key, options)),
    uploadPart: (key, id, number, body, options) =>
      pick('UploadPart', key).uploadPart(key, id, number, body, limited(key, options)),
    initiateMultipart: (key, headers, options) =>
      pick('InitiateMultipartUpload', key).initiateMultipart(key, headers, limited(key, options)),
    completeMultipart: (key, id, parts, headers, options) =>
      pick('CompleteMultipartUpload', key).completeMultipart(
        key,
        id,
        parts,
        headers,
        limited(key, options),
      ),
  }
}

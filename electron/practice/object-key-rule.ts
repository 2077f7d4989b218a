import { OssError } from './oss-error'

/** Longest object key in UTF-8 bytes (EC 0016-00000005). */
export const MAX_KEY_BYTES = 1023

/**
 * @throws OssError InvalidObjectName unless the key has 1 to 1,023 UTF-8 bytes and does not start
 * with `/` or `\`
 */
export function assertObjectKey(key: string): void {
  if (key === '') {
    throw invalid('The Object name can not be empty.', '0016-00000001', key)
  }
  if (key.length > MAX_KEY_BYTES || Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw invalid('The length of object name must be less than 1024.', '0016-00000005', key)
  }
  if (key.startsWith('/') || key.startsWith('\\')) {
    throw invalid('The specified object is not valid.', '0016-00000002', key)
  }
}

function invalid(message: string, ec: string, key: string): OssError {
  return new OssError(400, 'InvalidObjectName', message, {
    ec,
    details: [['ObjectName', key.slice(0, 2 * MAX_KEY_BYTES)]],
  })
}

/** What the app needs to make an ordinary connection to its practice bucket. */
export type PracticeAccount = {
  readonly keyId: string
  readonly keySecret: string
  readonly bucket: string
  readonly region: string
}

export const PRACTICE_BUCKET_NAME = 'practice-bucket'
export const PRACTICE_REGION = 'cn-hangzhou'

/**
 * Makes a key of its own for this installation, so that no other program on the machine can use the
 * practice bucket by knowing a built-in one.
 * @param randomBytes bytes that nobody can guess, such as `crypto.randomBytes`
 */
export function newPracticeAccount(randomBytes: (count: number) => Uint8Array): PracticeAccount {
  const hex = (count: number) => Buffer.from(randomBytes(count)).toString('hex')
  return {
    keyId: `PRACTICE${hex(8).toUpperCase()}`,
    keySecret: `practice-${hex(20)}`,
    bucket: PRACTICE_BUCKET_NAME,
    region: PRACTICE_REGION,
  }
}

import { expect } from 'vitest'
import { AppError } from '../../electron/errors/app-error'
import type { AppErrorCode } from '../../shared/errors'

/** Waits for a failure with this code and gives it, for a look at what else it says. */
export async function expectCode(work: Promise<unknown>, code: AppErrorCode): Promise<AppError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(thrown instanceof AppError)) throw new Error('Expected an AppError', { cause: thrown })
  expect(thrown.code).toBe(code)
  return thrown
}

/** Bytes with a pattern that no shift maps to itself. */
export function patternBytes(sizeBytes: number): Buffer {
  const pattern = Uint8Array.from({ length: 251 }, (_, index) => (index * 7919) % 251)
  return Buffer.alloc(sizeBytes, pattern)
}

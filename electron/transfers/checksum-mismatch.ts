import { AppError } from '../errors/app-error'

/** The failure that keeps both sides and names both values. */
export function checksumMismatch(local: string, server: string): AppError {
  return new AppError('CHECKSUM_MISMATCH', { local, server }, { retry: 'automatic' })
}

import { MAX_LIMIT_BYTES_PER_SECOND, MIN_LIMIT_BYTES_PER_SECOND } from '../../../shared/speed-limit'

/** Units of the field, in steps of 1024 like every size in the window. */
export const LIMIT_UNITS = { 'KB/s': 1024, 'MB/s': 1024 ** 2 } as const
export type LimitUnit = keyof typeof LIMIT_UNITS

/** A limit as it stands in the field. */
export interface LimitText {
  readonly text: string
  readonly unit: LimitUnit
}

/** `2.5` and `MB/s` -> 2621440; a comma is a decimal point too. @returns undefined out of range */
export function readLimit({ text, unit }: LimitText): number | undefined {
  const typed = text.trim().replace(',', '.')
  const bytes = Math.round(Number(typed === '' ? Number.NaN : typed) * LIMIT_UNITS[unit])
  const fits = bytes >= MIN_LIMIT_BYTES_PER_SECOND && bytes <= MAX_LIMIT_BYTES_PER_SECOND
  return fits ? bytes : undefined
}

/** 2621440 -> `2.5` and `MB/s`; the smaller unit where the larger has more than two decimals. */
export function limitText(bytesPerSecond: number): LimitText {
  const megabytes = bytesPerSecond / LIMIT_UNITS['MB/s']
  const isShort = megabytes >= 1 && Number.isInteger(megabytes * 100)
  const unit = isShort ? 'MB/s' : 'KB/s'
  return { text: String(Math.round((bytesPerSecond / LIMIT_UNITS[unit]) * 100) / 100), unit }
}

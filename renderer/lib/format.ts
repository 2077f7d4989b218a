import { formatBytes } from '../../shared/format-size'

/** `1536` -> `1.5 KB`: sizes are written alike in every language of the window. */
export function formatSize(bytes: number): string {
  return formatBytes(bytes, 'en')
}

/** Formats are kept: to make one takes longer than to use it a hundred times. */
const counts = new Map<string, Intl.NumberFormat>()
const compactCounts = new Map<string, Intl.NumberFormat>()
const times = new Map<string, Intl.DateTimeFormat>()

function kept<T>(known: Map<string, T>, name: string, make: () => T): T {
  const found = known.get(name) ?? make()
  known.set(name, found)
  return found
}

/** `12345` -> `12,345`. @param language BCP 47 tag */
export function formatCount(count: number, language: string): string {
  return kept(counts, language, () => new Intl.NumberFormat(language)).format(count)
}

/** `12345` -> `12K`. @param language BCP 47 tag */
export function formatCompact(count: number, language: string): string {
  const make = () => new Intl.NumberFormat(language, { notation: 'compact' })
  return kept(compactCounts, language, make).format(count)
}

/** `14:05` of today, `Nov 24, 14:05` of another day. @param nowMs for tests; today otherwise */
export function formatTime(atMs: number, language: string, nowMs: number = Date.now()): string {
  const sameDay = new Date(atMs).toDateString() === new Date(nowMs).toDateString()
  const format = kept(times, `${language} ${sameDay}`, () =>
    Intl.DateTimeFormat(language, {
      ...(sameDay ? {} : { month: 'short', day: 'numeric' }),
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  )
  return format.format(atMs)
}

/** `Nov 24, 2026` @param language BCP 47 tag */
export function formatDate(atMs: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(atMs)
}

/** A length of time in its one or two largest units. */
export interface Duration {
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days'
  readonly count: number
}

/** `3700` -> one hour; rounded up, since "0 seconds left" is never true. @param seconds above zero */
export function roughDuration(seconds: number): Duration {
  if (seconds < 59.5) return { unit: 'seconds', count: Math.max(1, Math.ceil(seconds)) }
  if (seconds < 59.5 * 60) return { unit: 'minutes', count: Math.round(seconds / 60) }
  if (seconds < 36 * 3600) return { unit: 'hours', count: Math.round(seconds / 3600) }
  return { unit: 'days', count: Math.round(seconds / 86_400) }
}

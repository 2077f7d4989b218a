const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const

/** To make a format takes longer than to use it a hundred times, and a list of files uses many. */
const formats = new Map<string, Intl.NumberFormat>()

function oneDecimal(value: number, locale: string): string {
  const known = formats.get(locale)
  if (known !== undefined) return known.format(value)
  const made = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, useGrouping: false })
  formats.set(locale, made)
  return made.format(value)
}

/**
 * `512 B`, `1.4 MB`, `143 GB`. Steps of 1024 with the short names, as Windows and the console of
 * OSS show sizes: people compare the numbers. Where exactness matters, the bytes stand beside it.
 * @returns '' for what is no size
 */
export function formatBytes(bytes: number, locale: string): string {
  if (!Number.isFinite(bytes) || bytes < 0) return ''
  let value = bytes
  let unit = 0
  // 1023.95 KB would round to "1024 KB".
  while (unit < UNITS.length - 1 && roundedForUnit(value, unit) >= 1024) {
    value /= 1024
    unit++
  }
  return `${oneDecimal(roundedForUnit(value, unit), locale)} ${UNITS[unit]}`
}

/** Whole bytes; one decimal below 100; none above. */
function roundedForUnit(value: number, unit: number): number {
  return unit === 0 || value >= 99.95 ? Math.round(value) : Math.round(value * 10) / 10
}

/** `1.4 MB/s`; '' while there is no speed to speak of. */
export function formatSpeed(bytesPerSecond: number, locale: string): string {
  const size = formatBytes(bytesPerSecond, locale)
  return size === '' ? '' : `${size}/s`
}

/**
 * A span in its two largest units: `5 s`, `2 min 5 s`, `1 h 4 min`, `2 d 3 h`; `2 分 5 秒`.
 * @returns '' for what is no span (an unknown time left)
 */
export function formatDuration(seconds: number, locale: string): string {
  if (!Number.isFinite(seconds) || seconds < 0) return ''
  const isChinese = locale.toLowerCase().startsWith('zh')
  const names = isChinese ? ['天', '小时', '分', '秒'] : ['d', 'h', 'min', 's']
  const whole = Math.round(seconds)
  const parts = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
    whole % 60,
  ]
  const first = Math.max(
    0,
    parts.findIndex((part) => part > 0),
  )
  const start = whole === 0 ? parts.length - 1 : first
  return parts
    .map((part, index) => ({ part, name: names[index] }))
    .slice(start, start + 2)
    .filter(({ part }, index) => index === 0 || part > 0)
    .map(({ part, name }) => `${part} ${name}`)
    .join(' ')
}

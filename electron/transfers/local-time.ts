import type { LocalTime } from '../../shared/object-key'

/** The wall clock of this computer at a moment. @param epochMs milliseconds since 1970 */
export function localTimeOf(epochMs: number): LocalTime {
  const date = new Date(epochMs)
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
    second: date.getSeconds(),
    millisecond: date.getMilliseconds(),
  }
}

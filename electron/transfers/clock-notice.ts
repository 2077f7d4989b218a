import type { Notices } from './notices'

/** Tells once per start of the app that this computer's clock is wrong. */
export function createClockNotice(notices: Pick<Notices, 'show'>): (offsetMs: number) => void {
  let told = false
  return (offsetMs) => {
    if (told) return
    told = true
    notices.show({ about: 'clock', key: 'clock', minutesBehind: Math.round(offsetMs / 60_000) })
  }
}

import { describeDetails } from '../../electron/app/describe-details'
import type { Log } from '../../electron/app/log'

/** A log that keeps its lines, as they would be before redaction. */
export function recordingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const write = (level: string) => (message: string, details?: unknown) => {
    lines.push(`${level} ${message} ${details === undefined ? '' : describeDetails(details)}`)
  }
  return { lines, info: write('info'), warn: write('warn'), error: write('error') }
}

import { join } from 'node:path'
import electronLog from 'electron-log/node'
import { describeDetails } from './describe-details'
import type { Redactor } from './redactor'

/** What a module may write down: one sentence, and what it is about. */
export type Log = {
  info(message: string, details?: unknown): void
  warn(message: string, details?: unknown): void
  error(message: string, details?: unknown): void
}

/** 2 MB: some thousand lines, enough to see what led to a failure; one older file is kept. */
const MAX_FILE_BYTES = 2 * 1024 * 1024
/** A line longer than this holds a body or a list that nobody reads in a log. */
const MAX_LINE_LENGTH = 20_000

/**
 * The log of main: `main.log` (and `main.old.log`) in `folder`. Every line goes through the
 * redactor as its last step, whatever was passed in. A log that can't be written never throws.
 * @param options.console also to stderr/stdout, for development
 */
export function createLog(options: {
  readonly folder: string
  readonly redactor: Redactor
  readonly console?: boolean
}): Log {
  const path = join(options.folder, 'main.log')
  // electron-log's plain Node flavour: no IPC channel that the page could write to.
  const logger = electronLog.create({ logId: path })
  const { file, console, ipc, remote } = logger.transports
  // Without a name electron-log looks for a package.json, which a packaged app may not have there.
  file.setAppName('oss-courier')
  file.resolvePathFn = () => path
  file.maxSize = MAX_FILE_BYTES
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  file.transforms = [({ message }) => lineOf(message.date, message.level, String(message.data[0]))]
  console.level = options.console ? 'silly' : false
  if (ipc) ipc.level = false
  if (remote) remote.level = false

  const write = (level: 'info' | 'warn' | 'error') => (message: string, details?: unknown) => {
    const line = lineSafely(options.redactor, message, details)
    logger[level](line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)} ...` : line)
  }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}

/** The text of an entry; where it can't be made safe, it is left out rather than written as it is. */
function lineSafely(redactor: Redactor, message: string, details: unknown): string {
  try {
    return redactor(details === undefined ? message : `${message} ${describeDetails(details)}`)
  } catch {
    return 'An entry was left out: it could not be described or redacted'
  }
}

/** One entry, whose further lines are indented: text from outside can't pose as an entry. */
function lineOf(date: Date, level: string, text: string): string {
  return `${date.toISOString()} ${level.padEnd(5)} ${text.replace(/\r\n|[\r\n\u2028\u2029]/g, '\n  ')}`
}

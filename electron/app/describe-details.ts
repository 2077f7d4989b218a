import { inspect } from 'node:util'
import { AppError } from '../errors/app-error'

/** A cause behind a cause behind a cause explains nothing more. */
const MAX_CAUSES = 5

/**
 * Any value as text for the log: errors with stack and causes, plain data in one line. Errors show
 * only well-known properties, since those of HTTP libraries carry whole requests.
 */
export function describeDetails(details: unknown): string {
  if (details instanceof Error) return describeError(details, MAX_CAUSES)
  if (typeof details === 'string') return details
  return inspect(withErrorsDescribed(details), {
    depth: 5,
    breakLength: Number.POSITIVE_INFINITY,
    compact: true,
    maxArrayLength: 50,
    maxStringLength: 2000,
    // A getter may have effects, and a class may print itself as it likes: data only.
    getters: false,
    customInspect: false,
  })
}

/** Errors among the values of a plain object, one level deep: `{ error, key }` is how they come. */
function withErrorsDescribed(details: unknown): unknown {
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return details
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      value instanceof Error ? describeError(value, MAX_CAUSES) : value,
    ]),
  )
}

function describeError(error: Error, causesLeft: number): string {
  const facts = error instanceof AppError ? ` ${JSON.stringify(error.info)}` : factsOf(error)
  const own = `${error.stack ?? `${error.name}: ${error.message}`}${facts}`
  if (error.cause === undefined || causesLeft === 0) return own
  const cause =
    error.cause instanceof Error
      ? describeError(error.cause, causesLeft - 1)
      : describeDetails(error.cause)
  return `${own}\ncaused by ${cause}`
}

const FACTS = ['code', 'errno', 'syscall', 'status', 'requestId'] as const

function factsOf(error: Error): string {
  const facts = FACTS.flatMap((name) => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' || typeof value === 'number' ? [`${name}=${value}`] : []
  })
  return facts.length === 0 ? '' : ` (${facts.join(' ')})`
}

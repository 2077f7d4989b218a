/**
 * `new URL` without the exception.
 * @returns undefined when `text` is not an absolute URL
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

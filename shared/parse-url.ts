/**
 * `new URL` without the exception, which would be the slow part of a paste full of garbage.
 * @returns undefined when `text` is not an absolute URL
 */
export function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

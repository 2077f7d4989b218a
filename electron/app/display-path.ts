import { sep } from 'node:path'

/** A folder as the page may show it: the home folder is written `~`. */
export function displayPath(path: string, home: string): string {
  if (path === home) return '~'
  return path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path
}

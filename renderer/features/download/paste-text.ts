import type { PastedLink } from '../../../shared/pasted-urls'

/** The box after a paste that was not typed into it: on lines of its own, nothing is overwritten. */
export function appendText(text: string, added: string): string {
  const addition = added.trim()
  if (addition === '') return text
  const before = text.trimEnd()
  return before === '' ? `${addition}\n` : `${before}\n${addition}\n`
}

/**
 * The box after a start: what was no link stays, and so does what came in meanwhile.
 * @param current the box now
 * @param started what was sent to the queue
 * @param links what was found in it
 */
export function textAfterStart(
  current: string,
  started: string,
  links: readonly PastedLink[],
): string {
  const leftover = links
    .filter((link) => link.kind === 'not-a-link')
    .map((link) => wholeText(link.text, started))
    .join('\n')
  if (!current.startsWith(started)) return current
  return appendText(leftover, current.slice(started.length)).trimEnd()
}

/** A very long text is cut for the list; here it is taken from the paste again, to its line's end. */
function wholeText(text: string, started: string): string {
  const at = started.indexOf(text)
  if (at < 0 || text.length < 2000) return text
  const end = started.indexOf('\n', at)
  return started.slice(at, end < 0 ? undefined : end).trim()
}

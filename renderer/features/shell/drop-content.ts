/** What is being dragged over the window, or pasted into it. */
export type DropKind = 'files' | 'text'

/** The part of a `DataTransfer` that tells what it holds. */
export interface Offered {
  readonly types: readonly string[]
}

/**
 * Files win over text: a picture dragged out of a browser offers both.
 * @returns undefined for what the window has no use for
 */
export function kindOfDrop({ types }: Offered): DropKind | undefined {
  if (types.includes('Files')) return 'files'
  return types.includes('text/uri-list') || types.includes('text/plain') ? 'text' : undefined
}

/** The links of a drop: `text/uri-list` without its comment lines, else the plain text. */
export function textOfDrop(read: (type: string) => string): string {
  const list = read('text/uri-list')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
  return list.length > 0 ? list.join('\n') : read('text/plain')
}

/** True for pasted text in which the Download workspace will find something. */
export function holdsLink(text: string): boolean {
  return /\b(?:https?|oss):\/\//i.test(text)
}

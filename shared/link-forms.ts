import { isTrimmedAtEnd } from './pasted/clean-text'
import type { Settings } from './settings'

/** How copied links are written; `semicolons` pastes back into the download box. */
export type LinkForm = Settings['links']['form']

/** A link to write: `name` is what a person calls the file. */
export type NamedLink = {
  name: string
  url: string
  sizeBytes?: number | undefined
  key?: string | undefined
}

/** Writes links in one form, one by one: 100,000 of them are not written in one go. */
export type LinkWriter = {
  write(link: NamedLink): string
  /** Puts what was written together, in its order. */
  join(written: readonly string[]): string
}

/** The writer of a form. Pure text, without a line break at the end. */
export function linkWriter(form: LinkForm): LinkWriter {
  const joinedBy = (separator: string) => (written: readonly string[]) => written.join(separator)
  switch (form) {
    case 'lines':
      return { write: (link) => pasteSafeUrl(link.url), join: joinedBy('\n') }
    case 'semicolons':
      return { write: (link) => pasteSafeUrl(link.url), join: joinedBy(';') }
    case 'markdown':
      return { write: markdownLink, join: joinedBy('\n') }
    case 'html':
      return { write: htmlLink, join: joinedBy('\n') }
    case 'csv':
      return { write: csvRow, join: (rows) => ['name,url,size_bytes,key', ...rows].join('\r\n') }
    case 'tsv':
      return { write: tsvRow, join: joinedBy('\n') }
    case 'json':
      return {
        write: jsonItem,
        join: (items) => (items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n]`),
      }
  }
}

/** Writes links in their order. */
export function formatLinks(links: readonly NamedLink[], form: LinkForm): string {
  const writer = linkWriter(form)
  return writer.join(links.map(writer.write))
}

function jsonItem({ name, url, sizeBytes, key }: NamedLink): string {
  return JSON.stringify({ name, url, sizeBytes, key }, null, 2).replace(/^/gm, '  ')
}

/**
 * The same URL, written so that a paste can't be cut at the wrong place: `;` and a comma before a
 * scheme, and punctuation at the end, are percent-encoded. A server decodes them before it checks
 * a signature, so a signed link stays valid.
 */
export function pasteSafeUrl(url: string): string {
  const inside = url
    .replace(/[;；]/g, encodeCharacter)
    .replace(/[,，、。｡](?=["'<([{`“‘「『《（【]{0,2}(?:https?|oss):\/\/)/gi, encodeCharacter)
  const last = inside.at(-1) ?? ''
  return isTrimmedAtEnd(last) ? inside.slice(0, -1) + encodeCharacter(last) : inside
}

/** `encodeURIComponent` leaves `.`, `!`, `'`, `(`, `)` and `*`, which is what matters here. */
function encodeCharacter(character: string): string {
  const encoded = encodeURIComponent(character)
  if (encoded !== character) return encoded
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

function markdownLink({ name, url }: NamedLink): string {
  const label = oneLine(name).replace(/[\\[\]*_`<>~!#&|]/g, '\\$&')
  return `[${label}](${url.replace(/[()<>\s\\]/g, encodeCharacter)})`
}

function htmlLink({ name, url }: NamedLink): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(name)}</a>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function csvRow({ name, url, sizeBytes, key }: NamedLink): string {
  return [cell(name), url, sizeBytes === undefined ? '' : String(sizeBytes), cell(key ?? '')]
    .map((text) => `"${text.replaceAll('"', '""')}"`)
    .join(',')
}

function tsvRow({ name, url, sizeBytes }: NamedLink): string {
  const size = sizeBytes === undefined ? '' : String(sizeBytes)
  return [cell(oneLine(name)), url, size].join('\t').trimEnd()
}

/** A file name that a spreadsheet would run as a formula is kept from it by an apostrophe. */
function cell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

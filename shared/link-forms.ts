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

/** Writes links in their order. Pure text, without a line break at the end. */
export function formatLinks(links: readonly NamedLink[], form: LinkForm): string {
  switch (form) {
    case 'lines':
      return links.map((link) => pasteSafeUrl(link.url)).join('\n')
    case 'semicolons':
      return links.map((link) => pasteSafeUrl(link.url)).join(';')
    case 'markdown':
      return links.map(markdownLink).join('\n')
    case 'html':
      return links.map(htmlLink).join('\n')
    case 'csv':
      return ['name,url,size_bytes,key', ...links.map(csvRow)].join('\r\n')
    case 'tsv':
      return links.map(tsvRow).join('\n')
    case 'json':
      return JSON.stringify(
        links.map(({ name, url, sizeBytes, key }) => ({ name, url, sizeBytes, key })),
        null,
        2,
      )
  }
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

/** An XML element to be written: its name, and text or elements. */
export type XmlNode = readonly [
  name: string,
  content: string | number | boolean | readonly XmlNode[],
]

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
const UNSAFE = /[&<>"\r\n\t]/g
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/**
 * Text for an XML element. Line breaks become references, so that a key with one survives readers
 * that normalise white space. Other control characters cannot be written in XML 1.0 at all: they
 * are left as they are, and clients that need them ask for `encoding-type=url`.
 */
export function escapeXml(text: string): string {
  return text.replace(UNSAFE, (character) => ESCAPES[character] ?? character)
}

function element([name, content]: XmlNode): string {
  if (typeof content !== 'object') return `<${name}>${escapeXml(String(content))}</${name}>`
  return `<${name}>${content.map(element).join('')}</${name}>`
}

/** A whole document. */
export function xmlDocument(root: XmlNode): string {
  return DECLARATION + element(root)
}

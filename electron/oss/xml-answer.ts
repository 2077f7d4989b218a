/**
 * ali-oss parses XML without arrays: a list of one element is the element itself, an empty one is
 * absent, and everything is text (`'false'` is truthy). These readers make that harmless.
 */

/** The text of a child, undefined when there is none. */
export function textOf(node: unknown, name: string): string | undefined {
  const value = childOf(node, name)
  return typeof value === 'string' ? value : undefined
}

/** The children of one name, however many there are. */
export function listOf(node: unknown, name: string): readonly unknown[] {
  const value = childOf(node, name)
  if (value === undefined || value === '') return []
  return Array.isArray(value) ? value : [value]
}

function childOf(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null
    ? (node as Readonly<Record<string, unknown>>)[name]
    : undefined
}

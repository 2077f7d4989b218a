import { posix } from 'node:path'
import type { SourceFile } from './source-files'

export type Import = {
  readonly from: string
  /** What was written for a package; for our own files the path from the root, without extension. */
  readonly target: string
  readonly isOwn: boolean
  /** Erased by the compiler: `import type`, `export type`. */
  readonly isTypeOnly: boolean
}

const STATIC =
  /(?:^|[;\n])[ \t]*(?:import|export)[ \t]+(type[ \t]+(?!from))?(?:[\w*${},\s]+?from[ \t]+)?['"]([^'"\n]+)['"]/g
const DYNAMIC = /\b(?:import|require)\([ \t\n]*['"]([^'"\n]+)['"]/g

/**
 * What a file imports, re-exports or requires, read from its text: quick, and it sees type-only
 * imports, which a compiled file no longer shows.
 */
export function findImports({ path, text }: SourceFile): readonly Import[] {
  const code = withoutComments(text)
  const found: Import[] = []
  for (const [, type, specifier] of code.matchAll(STATIC)) {
    if (specifier) found.push(toImport(path, specifier, type !== undefined))
  }
  for (const [, specifier] of code.matchAll(DYNAMIC)) {
    if (specifier) found.push(toImport(path, specifier, false))
  }
  return found
}

function toImport(from: string, specifier: string, isTypeOnly: boolean): Import {
  if (!specifier.startsWith('.')) return { from, target: specifier, isOwn: false, isTypeOnly }
  const target = posix.join(posix.dirname(from), specifier).replace(/\.(tsx?|mjs|js)$/, '')
  return { from, target, isOwn: true, isTypeOnly }
}

/** Comments that fill whole lines: what is left can't be mistaken for an import. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^[ \t]*\/\/.*$/gm, '')
}

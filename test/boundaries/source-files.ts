import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const FOLDERS = ['electron', 'renderer', 'shared', 'test', 'scripts']
const CODE = /\.(ts|tsx|mjs|cjs|js|css)$/

export type SourceFile = {
  /** Relative to the repository's root, with `/` on every system. */
  readonly path: string
  readonly text: string
}

/** Every code file of ours, read now: the folders of the house and the configs at the root. */
export function readSourceFiles(): readonly SourceFile[] {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  )
  return [...readdirSync(ROOT), ...inFolders]
    .filter((path) => CODE.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

import type { Import } from './find-imports'

/** @returns why this import is not allowed, or undefined */
type Rule = (found: Import) => string | undefined

/** Packages that need Electron to be loaded at all. */
const NEEDS_ELECTRON = /^(electron|electron-store|electron-log)(\/|$)/
const MAY_NEED_ELECTRON = [
  /^electron\/(main|preload)\.ts$/,
  /^electron\/(app|ipc)\//,
  /^electron\/connections\/cipher\.ts$/,
  /^electron\/(connections|settings)\/[a-z-]*store\.ts$/,
]

/** Which folders of `electron/` may lean on which: only on a lower or the same number. */
const RANKS: Readonly<Record<string, number>> = {
  errors: 0,
  bytes: 0,
  files: 0,
  wire: 0,
  network: 1,
  oss: 1,
  web: 1,
  practice: 1,
  connections: 2,
  settings: 2,
  transfers: 2,
  ipc: 3,
  app: 4,
}
const DEFAULT_RANK = 2
const ENTRY_RANK = 5

const isIn = (path: string, folder: string) => path.startsWith(`${folder}/`)

const sharedIsPure: Rule = ({ from, target, isOwn }) => {
  if (!isIn(from, 'shared')) return undefined
  if (isOwn) return isIn(target, 'shared') ? undefined : 'shared/ imports only its own files'
  if (target === 'zod' && from === 'shared/schema.ts') return undefined
  return 'shared/ imports no package but zod, and that through shared/schema.ts'
}

const electronModule: Rule = ({ from, target, isOwn }) => {
  if (isOwn || !NEEDS_ELECTRON.test(target) || isIn(from, 'test')) return undefined
  if (/^[a-z.-]*config\.ts$/.test(from) || MAY_NEED_ELECTRON.some((path) => path.test(from))) {
    return undefined
  }
  return 'only main, preload, app/, ipc/, the cipher and the stores may need Electron'
}

const aliOss: Rule = ({ from, target, isOwn }) => {
  if (isOwn || target !== 'ali-oss') return undefined
  return isIn(from, 'electron/oss') || isIn(from, 'test')
    ? undefined
    : 'only electron/oss/ imports ali-oss'
}

const practice: Rule = ({ from, target }) => {
  if (!isIn(target, 'electron/practice')) return undefined
  const allowed = ['electron/practice', 'electron/app', 'test'].some((folder) => isIn(from, folder))
  return allowed ? undefined : 'only electron/app/ and tests know the practice bucket'
}

const renderer: Rule = ({ from, target, isOwn }) => {
  if (!isIn(from, 'renderer')) return undefined
  if (isOwn && !isIn(target, 'renderer') && !isIn(target, 'shared')) {
    return 'renderer/ imports only its own files and shared/'
  }
  return !isOwn && target.startsWith('node:') ? 'renderer/ has no Node' : undefined
}

const features: Rule = ({ from, target, isOwn }) => {
  const own = featureOf(from)
  const other = featureOf(target)
  if (!isOwn || !other) return undefined
  if (own) return own === other ? undefined : 'a feature imports no other feature'
  const isLower = /^renderer\/(ui|state|lib|text)\//.test(from)
  return isLower ? 'ui/, state/, lib/ and text/ know no feature' : undefined
}

const electronFolder: Rule = ({ from, target, isOwn, isTypeOnly }) => {
  if (!isOwn || !isIn(from, 'electron')) return undefined
  // The shape of a log is a word that everybody may use; the log itself is handed in.
  if (isTypeOnly && target === 'electron/app/log') return undefined
  if (!isIn(target, 'electron')) {
    return isIn(target, 'shared') ? undefined : 'electron/ imports only its own files and shared/'
  }
  return rankOf(from) >= rankOf(target)
    ? undefined
    : 'arrows in electron/ point from app to ipc to transfers, connections, settings to oss, web'
}

/** The other folders may import so little that their own rules keep test/ out. */
const scripts: Rule = ({ from, target, isOwn }) => {
  if (!isOwn || !isIn(from, 'scripts')) return undefined
  return isIn(target, 'scripts') ? undefined : 'scripts/ run before anything is built'
}

const RULES: readonly Rule[] = [
  sharedIsPure,
  electronModule,
  aliOss,
  practice,
  renderer,
  features,
  electronFolder,
  scripts,
]

/** @returns one sentence per import that breaks the one-way rule; empty when all is well */
export function findForbiddenImports(imports: readonly Import[]): readonly string[] {
  return imports.flatMap((found) =>
    RULES.flatMap((rule) => {
      const why = rule(found)
      return why ? [`${found.from} imports ${found.target}: ${why}`] : []
    }),
  )
}

function featureOf(path: string): string | undefined {
  return /^renderer\/features\/([^/]+)\//.exec(`${path}/`)?.[1]
}

function rankOf(path: string): number {
  const [, folder, rest] = path.split('/')
  if (!folder || rest === undefined) return ENTRY_RANK
  return RANKS[folder] ?? DEFAULT_RANK
}

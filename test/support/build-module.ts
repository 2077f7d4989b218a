import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

/**
 * Bundles one module of `electron/` as the app's build does (`?modulePath`), for threads: Node runs
 * no TypeScript. @returns path of the bundle
 */
export async function buildModule(path: string): Promise<string> {
  const root = join(import.meta.dirname, '../..')
  const cache = join(root, '.cache')
  await mkdir(cache, { recursive: true })
  const outDir = await mkdtemp(join(cache, 'module-'))
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: join(root, path),
      outDir,
      target: 'node20.18',
      rolldownOptions: { output: { format: 'es', entryFileNames: 'module.js' } },
    },
    ssr: { noExternal: true },
  })
  return join(outDir, 'module.js')
}

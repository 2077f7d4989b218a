import { describe, expect, it } from 'vitest'
import { findImports } from './find-imports'
import { findForbiddenImports } from './import-rules'
import { readSourceFiles } from './source-files'

const files = readSourceFiles()
const imports = files.flatMap(findImports)

const judge = (path: string, text: string) => findForbiddenImports(findImports({ path, text }))

describe('the one-way rule', () => {
  it('holds for every import in the house', () => {
    expect(imports.length).toBeGreaterThan(50)
    expect(findForbiddenImports(imports)).toEqual([])
  })

  it.each([
    ['shared/a.ts', "import { readFile } from 'node:fs'"],
    ['shared/a.ts', "import { z } from 'zod'"],
    ['shared/a.ts', "import type { B } from '../electron/b'"],
    ['electron/transfers/a.ts', "import { app } from 'electron'"],
    ['electron/transfers/a.ts', "const { app } = await import('electron')"],
    ['electron/transfers/a.ts', "import Store from 'electron-store'"],
    ['electron/transfers/a.ts', "import OSS from 'ali-oss'"],
    ['electron/transfers/a.ts', "import { x } from '../practice/server'"],
    ['electron/oss/a.ts', "import { x } from '../transfers/queue'"],
    ['electron/ipc/a.ts', "import { x } from '../app/services'"],
    ['electron/ipc/a.ts', "import { createLog } from '../app/log'"],
    ['electron/app/a.ts', "import { x } from '../main'"],
    ['electron/app/a.ts', "import { x } from '../../renderer/lib/format'"],
    ['electron/app/a.ts', "import { x } from '../../test/support/keyring'"],
    ['scripts/start.mjs', "import { x } from '../electron/main'"],
    ['renderer/a.ts', "import {\n  x,\n  y,\n} from '../electron/b'"],
    ['renderer/a.ts', "import { join } from 'node:path'"],
    ['renderer/a.ts', "import { app } from 'electron'"],
    ['renderer/features/upload/a.tsx', "import { x } from '../download/b'"],
    ['renderer/ui/a.tsx', "import { x } from '../features/download/b'"],
  ])('refuses, in %s: %s', (path, text) => {
    expect(judge(path, text)).toHaveLength(1)
  })

  it.each([
    ['shared/schema.ts', "export * as z from 'zod'"],
    ['electron/oss/a.ts', "import OSS from 'ali-oss'"],
    ['electron/app/services.ts', "import { x } from '../practice/server'"],
    ['electron/connections/cipher.ts', "import { safeStorage } from 'electron'"],
    ['electron/transfers/a.ts', "import { x } from '../connections/vault'"],
    ['electron/main.ts', "import { x } from './app/services'"],
    ['electron/transfers/a.ts', "import type { Log } from '../app/log'"],
    ['renderer/features/upload/a.tsx', "import { x } from './b'\nimport '../../styles/a.css'"],
    ['renderer/a.ts', "// import { x } from '../electron/b'"],
  ])('allows, in %s: %s', (path, text) => {
    expect(judge(path, text)).toEqual([])
  })
})

describe('the page', () => {
  it('reaches the preload API through renderer/bridge.ts alone', () => {
    const touching = files
      .filter(({ path }) => path.startsWith('renderer/'))
      .filter(({ text }) => /\b(window|globalThis|self)\s*(\.|\[['"])courier\b/.test(text))
      .map(({ path }) => path)
      .filter((path) => path !== 'renderer/bridge.ts')
    expect(touching).toEqual([])
  })

  it('runs no zod, which would try to make code from text under the strict CSP', () => {
    const start = files.map(({ path }) => path).filter((path) => path.startsWith('renderer/'))
    expect(start.length).toBeGreaterThan(0)
    expect(findChainTo('zod', start)).toEqual([])
  })
})

describe('shared/', () => {
  it('has no clock, no randomness, no timer and no console', () => {
    const impure =
      /\b(Date\.now|new Date\(\)|Math\.random|crypto\.|performance\.|console\.|setTimeout|setInterval)/
    const withoutComments = (text: string) =>
      text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
    const found = files
      .filter(({ path }) => path.startsWith('shared/') && !path.endsWith('.d.ts'))
      .filter(({ text }) => impure.test(withoutComments(text)))
      .map(({ path }) => path)
    expect(found).toEqual([])
  })
})

/** @returns the files that lead from one of `start` to a package at run time; empty if none do */
function findChainTo(packageName: string, start: readonly string[]): readonly string[] {
  const cameFrom = new Map<string, string | undefined>(start.map((path) => [path, undefined]))
  for (const path of cameFrom.keys()) {
    for (const { from, target, isOwn, isTypeOnly } of imports) {
      if (from !== path || isTypeOnly) continue
      if (!isOwn && target === packageName) return [...chainOf(path, cameFrom), packageName]
      for (const file of files) {
        if (isModule(file.path, target) && !cameFrom.has(file.path)) cameFrom.set(file.path, path)
      }
    }
  }
  return []
}

function chainOf(path: string, cameFrom: ReadonlyMap<string, string | undefined>): string[] {
  const before = cameFrom.get(path)
  return [...(before ? chainOf(before, cameFrom) : []), path]
}

function isModule(path: string, target: string): boolean {
  const name = path.replace(/\.tsx?$/, '')
  return name === target || name === `${target}/index`
}

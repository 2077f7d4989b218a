import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type ChaosFile, sha256Of } from './chaos-files'

/**
 * What is wrong in a download folder, in words; empty when every file is there once with the right
 * bytes, and nothing else is there, no part file either.
 */
export async function folderFaults(
  folder: string,
  wanted: readonly ChaosFile[],
): Promise<readonly string[]> {
  const found = new Set(await readdir(folder))
  const names = new Set(wanted.map(({ name }) => name))
  const wrong: string[] = []
  for (const { name, sha256 } of wanted) {
    if (found.has(name) && (await sha256Of(join(folder, name))) !== sha256) wrong.push(name)
  }
  return [
    ...[...names].filter((name) => !found.has(name)).map((name) => `missing file: ${name}`),
    ...[...found].filter((name) => !names.has(name)).map((name) => `file too many: ${name}`),
    ...wrong.map((name) => `wrong bytes: ${name}`),
  ]
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A new empty folder that is gone when the tests of the file are over. */
export function aTempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oss-courier-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

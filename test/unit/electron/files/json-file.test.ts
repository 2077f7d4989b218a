import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
// electron-store is conf plus Electron's folder; conf alone runs without Electron.
import Conf from 'conf'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createStoreFile,
  type JsonFile,
  loadOrSetAside,
} from '../../../../electron/files/json-file'
import { recordingLog } from '../../../support/recording-log'

const atMs = Date.UTC(2026, 10, 23, 14, 5, 9, 123)

describe('createStoreFile', () => {
  let folder: string
  let path: string
  let file: JsonFile
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'courier-json-'))
    path = join(folder, 'things.json')
    file = createStoreFile({
      path,
      open: () => new Conf({ configName: 'things', cwd: folder, configFileMode: 0o600 }),
      nowMs: () => atMs,
    })
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('says undefined where there is no file, and makes none by reading', () => {
    expect(file.read()).toBeUndefined()
    expect(readdirSync(folder)).toEqual([])
  })

  it('gives back what was written, also to the next start', () => {
    file.write({ a: 1, list: [{ b: 'ü' }] })
    expect(file.read()).toEqual({ a: 1, list: [{ b: 'ü' }] })
    const next = createStoreFile({
      path,
      open: () => new Conf({ configName: 'things', cwd: folder }),
      nowMs: () => 0,
    })
    expect(next.read()).toEqual({ a: 1, list: [{ b: 'ü' }] })
  })

  it('replaces the whole content and keeps it for its owner only', () => {
    file.write({ a: 1 })
    file.write({ b: 2 })
    expect(file.read()).toEqual({ b: 2 })
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it.each(['', '{"a": 1', '\u0000\u0000\u0000'])(
    'puts %j aside whole and can be written again',
    (text) => {
      writeFileSync(path, text)
      const log = recordingLog()
      const loaded = loadOrSetAside(file, (value) => ({ value, whole: true }), log.warn)
      expect(loaded).toEqual({ damagedFile: 'things.json.damaged-2026-11-23T14-05-09-123Z' })
      expect(readFileSync(join(folder, loaded.damagedFile ?? ''), 'utf8')).toBe(text)
      expect(log.lines.join('\n')).toContain('things.json.damaged-')
      file.write({ fresh: true })
      expect(file.read()).toEqual({ fresh: true })
    },
  )

  it('does not crash when even the renaming fails', () => {
    mkdirSync(path)
    writeFileSync(join(path, 'x'), '')
    const log = recordingLog()
    const stubborn: JsonFile = {
      ...file,
      setAside: () => {
        throw new Error('renaming refused')
      },
    }
    expect(loadOrSetAside(stubborn, (value) => ({ value, whole: true }), log.warn)).toEqual({})
    expect(log.lines.join('\n')).toContain('renaming refused')
  })

  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EACCES', 'FOLDER_NOT_WRITABLE'],
    ['EROFS', 'FOLDER_NOT_WRITABLE'],
  ])('says %s as %s', (errno, code) => {
    const refusing = createStoreFile({
      path,
      nowMs: () => 0,
      open: () => ({
        get store() {
          return {}
        },
        set store(_value: Record<string, unknown>) {
          throw Object.assign(new Error('refused'), { code: errno })
        },
      }),
    })
    expect(() => refusing.write({})).toThrow(expect.objectContaining({ code }))
  })
})

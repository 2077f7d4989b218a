import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSettings } from '../../../../electron/settings/read-settings'
import { createSettings } from '../../../../electron/settings/settings'
import { DEFAULT_SETTINGS, settingsSchema } from '../../../../shared/settings'
import { memoryJsonFile } from '../../../support/memory-json-file'
import { recordingLog } from '../../../support/recording-log'

const open = (file = memoryJsonFile(), log = recordingLog()) => createSettings({ file, log })

describe('settings', () => {
  it('are the defaults at first start', () => {
    expect(open().get()).toEqual(DEFAULT_SETTINGS)
    expect(open().downloadFolder()).toBeUndefined()
  })

  it('come back after a restart', () => {
    const file = memoryJsonFile()
    const first = open(file)
    first.update({ language: 'zh-CN', links: { validitySeconds: 60 } })
    first.setDownloadFolder('/somewhere/files')
    const second = open(file)
    expect(second.get()).toEqual({
      ...DEFAULT_SETTINGS,
      language: 'zh-CN',
      links: { ...DEFAULT_SETTINGS.links, validitySeconds: 60 },
    })
    expect(second.downloadFolder()).toBe('/somewhere/files')
  })

  it('never hold the folder, so that the page cannot see a path', () => {
    const settings = open()
    settings.setDownloadFolder('/somewhere/files')
    settings.update({ theme: 'dark' })
    expect(JSON.stringify(settings.get())).not.toContain('somewhere')
    expect(settings.downloadFolder()).toBe('/somewhere/files')
  })

  it('merge a patch into its group and ignore what is undefined', () => {
    const next = open().update({ upload: { atOnce: 5, conflict: undefined }, theme: undefined })
    expect(next).toEqual({ ...DEFAULT_SETTINGS, upload: { ...DEFAULT_SETTINGS.upload, atOnce: 5 } })
  })

  it('tell listeners of real changes only, until they leave', () => {
    const settings = open()
    const seen: string[] = []
    const leave = settings.onChanged((next) => seen.push(next.theme))
    settings.update({ theme: 'dark' })
    settings.update({ theme: 'dark' })
    leave()
    settings.update({ theme: 'light' })
    expect(seen).toEqual(['dark'])
  })

  it('refuse a value out of its range and stay as they are', () => {
    const settings = open()
    expect(() => settings.update({ download: { atOnce: 99 } })).toThrow('INVALID_REQUEST')
    expect(settings.get()).toEqual(DEFAULT_SETTINGS)
  })

  it('stay as they are when the file cannot be written', () => {
    const file = memoryJsonFile()
    const settings = open(file)
    file.writeError = new Error('disk full')
    expect(() => settings.update({ theme: 'dark' })).toThrow('disk full')
    expect(settings.get().theme).toBe('system')
  })

  it('remember directories newest first, without doubles, ten at most', () => {
    const settings = open()
    for (let i = 1; i <= 12; i += 1) settings.rememberDirectory(`d${i}`)
    settings.rememberDirectory('d7')
    expect(settings.get().upload.directory).toBe('d7')
    expect(settings.get().upload.recentDirectories).toEqual([
      'd7',
      'd12',
      'd11',
      'd10',
      'd9',
      'd8',
      'd6',
      'd5',
      'd4',
      'd3',
    ])
  })

  it('put a file that is no JSON aside and start from the defaults', () => {
    const file = memoryJsonFile('{"theme":"da')
    const log = recordingLog()
    expect(open(file, log).get()).toEqual(DEFAULT_SETTINGS)
    expect(file.setAsideTexts).toEqual(['{"theme":"da'])
    expect(log.lines.join()).toContain('put aside')
  })

  it('fall back value by value where a file is damaged', () => {
    const stored = {
      language: 'klingon',
      theme: 'dark',
      upload: { directory: 'docs', atOnce: 'many', recentDirectories: ['a', 7, 'a', '', 'b'] },
      links: 'none',
      download: { conflict: 'skip', atOnce: -1 },
      downloadFolder: 5,
    }
    const settings = open(memoryJsonFile(JSON.stringify(stored)))
    expect(settings.get()).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      upload: { ...DEFAULT_SETTINGS.upload, directory: 'docs', recentDirectories: ['a', 'b'] },
      download: { ...DEFAULT_SETTINGS.download, conflict: 'skip' },
    })
    expect(settings.downloadFolder()).toBeUndefined()
  })
})

describe('readSettings', () => {
  it('makes valid settings of any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (any, upload) => {
        expect(settingsSchema.safeParse(readSettings(any)).success).toBe(true)
        expect(settingsSchema.safeParse(readSettings({ upload, links: any })).success).toBe(true)
      }),
    )
  })

  it('keeps valid settings as they are', () => {
    const settings = { ...DEFAULT_SETTINGS, theme: 'light' as const }
    expect(readSettings(settings)).toEqual(settings)
  })
})

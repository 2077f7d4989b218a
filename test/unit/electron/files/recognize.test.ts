import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  extensionOfContentType,
  recognizeExtension,
  recognizeExtensionOfBytes,
} from '../../../../electron/files/recognize'
import { aTempFolder } from '../../../support/temp-folder'

const folder = aTempFolder()
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1])
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')

function aFile(name: string, bytes: Buffer | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

describe('the extension that bytes ask for', () => {
  it('is found for a name without one', async () => {
    expect(await recognizeExtension(aFile('photo', JPEG))).toBe('jpg')
    expect(await recognizeExtension(aFile('报告 v1.2', PNG))).toBe('png')
    expect(await recognizeExtension(aFile('packed', gzipSync('x')))).toBe('gz')
  })

  it('is never asked for where the name has one, however wrong', async () => {
    expect(await recognizeExtension(aFile('photo.txt', JPEG))).toBeUndefined()
  })

  it('is unknown for text, empty, short, missing and unreadable files', async () => {
    expect(await recognizeExtension(aFile('README', 'Read me.\n'))).toBeUndefined()
    expect(await recognizeExtension(aFile('empty', ''))).toBeUndefined()
    expect(await recognizeExtension(aFile('short', 'P'))).toBeUndefined()
    expect(await recognizeExtension(join(folder, 'missing'))).toBeUndefined()
    expect(await recognizeExtension(folder)).toBeUndefined()
  })

  it('takes no note for a bitmap or a program because of its first letters', async () => {
    expect(await recognizeExtensionOfBytes(Buffer.from('BMW, Audi and others'))).toBeUndefined()
    expect(await recognizeExtensionOfBytes(Buffer.from('MZ is a cooperative'))).toBeUndefined()
    expect(await recognizeExtensionOfBytes(Buffer.from('<?xml version="1.0"?><a/>'))).toBe('xml')
  })
})

describe('the extension of a Content-Type', () => {
  it.each([
    ['image/jpeg', 'jpg'],
    ['IMAGE/JPEG', 'jpg'],
    ['text/plain; charset=utf-8', 'txt'],
    ['application/pdf', 'pdf'],
    ['audio/mpeg', 'mp3'],
    ['video/quicktime', 'mov'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
    ['application/octet-stream', undefined],
    ['binary/octet-stream', undefined],
    ['not a type', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s', (type, extension) => {
    expect(extensionOfContentType(type)).toBe(extension)
  })
})

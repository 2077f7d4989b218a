import OSS from 'ali-oss'
import { describe, expect, it } from 'vitest'
import type { OssClient } from '../../electron/oss/oss-types'
import { ALLOWED_MEMBERS, findSdkMisuse, membersOfSdkType } from './sdk-rules'
import { readSourceFiles } from './source-files'

const files = readSourceFiles().filter(({ path }) => path.startsWith('electron/'))
const sdkFile = files.find(({ path }) => path === 'electron/oss/sdk.ts')?.text ?? ''

/** No path where bytes are wanted: a file that grows meanwhile would be sent as it is by then. */
type IsNoPath<T> = string extends T ? false : true
const putTakesNoPath: IsNoPath<Parameters<OssClient['put']>[1]> = true
const getTakesNoPath: IsNoPath<Parameters<OssClient['get']>[1]> = true

describe('ali-oss in electron/', () => {
  it('signs, and never moves a file itself', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(files.flatMap(findSdkMisuse)).toEqual([])
  })

  it('is seen through a type that knows the allowed calls and no other', () => {
    expect(membersOfSdkType(sdkFile)).toEqual(ALLOWED_MEMBERS)
    for (const name of ALLOWED_MEMBERS)
      expect(Reflect.get(OSS.prototype, name)).toBeTypeOf('function')
  })

  it('is not what our client looks like: nothing of it takes a path', () => {
    expect([putTakesNoPath, getTakesNoPath]).toEqual([true, true])
  })

  it.each([
    ['electron/transfers/a.ts', "import OSS from 'ali-oss'"],
    ['electron/oss/a.ts', "import OSS from 'ali-oss'"],
    ['electron/transfers/a.ts', "import { createSdk } from '../oss/sdk'"],
    ['electron/transfers/a.ts', "import type { Sdk } from '../oss/sdk'"],
    ['electron/transfers/a.ts', 'await client.multipartUpload(key, path)'],
    ['electron/transfers/a.ts', 'await client\n  .putStream(key, stream)'],
    ['electron/web/a.ts', "const { stream } = await client['getStream'](key)"],
    ['electron/oss/a.ts', 'function f(sdk: Sdk) { return sdk.put(key, path) }'],
    ['electron/oss/a.ts', 'const sdk = createSdk(target, secret)\nawait sdk.get(key, path)'],
    ['electron/oss/a.ts', 'const signer = createSdk(target, secret)\nsigner.cancel()'],
    ['electron/oss/a.ts', 'const sdk = createSdk(a, b)\nsdk?.request({})'],
    [
      'electron/oss/a.ts',
      'type T = { readonly sdk: Sdk }\nconst f = ({ sdk }: T) => sdk.append(k)',
    ],
    ['electron/oss/a.ts', 'const f = (sdk: Sdk, name: string) => sdk[name]()'],
    ['electron/oss/a.ts', 'const f = (sdk: Sdk) => (sdk as Whole).head(key)'],
    ['electron/oss/a.ts', 'const f = (sdk: Sdk) => { const { list } = sdk; return list() }'],
  ])('is refused, in %s: %s', (path, text) => {
    expect(findSdkMisuse({ path, text })).toHaveLength(1)
  })

  it.each([
    [
      'a call more in the type',
      'export type Sdk = {\n',
      'export type Sdk = {\n  put(k: string): void\n',
    ],
    ['a second client', 'return new OSS(', 'const other = new OSS({})\n  return new OSS('],
    ['a client with all it has', ' as unknown as Sdk', ''],
    ['the class', '  const options', '  OSS.useBucket(target)\n  const options'],
  ])('is refused, in its own file: %s', (_, from, to) => {
    const text = sdkFile.replace(from, () => to)
    expect(text).not.toBe(sdkFile)
    expect(findSdkMisuse({ path: 'electron/oss/sdk.ts', text })).toHaveLength(1)
  })

  it.each([
    ['electron/oss/a.ts', 'const f = (sdk: Sdk) => sdk.parseXML(xml)'],
    ['electron/oss/a.ts', '// never sdk.multipartUpload(\n/* client.putStream(key) */'],
    ['electron/transfers/a.ts', 'await client.put(key, body, headers)\ncopier.cancel()'],
    [
      'electron/practice/a.ts',
      "const names = { completeMultipartUpload: 'CompleteMultipartUpload' }",
    ],
    ['test/a.ts', "import OSS from 'ali-oss'\nnew OSS(options).multipartUpload(key, path)"],
  ])('is allowed, in %s: %s', (path, text) => {
    expect(findSdkMisuse({ path, text })).toEqual([])
  })
})

import { findImports, withoutComments } from './find-imports'
import type { SourceFile } from './source-files'

/** The one file that makes a client of the SDK. */
const SDK_FILE = 'electron/oss/sdk.ts'

/** All that is asked of the SDK: it signs, spells addresses and reads XML. None of it sends anything. */
export const ALLOWED_MEMBERS: readonly string[] = [
  '_getReqUrl',
  '_getResource',
  'authorization',
  'parseXML',
  'signatureUrl',
]

/**
 * Calls by which the SDK moves bytes or steers transfers itself, under names that nothing else has:
 * looked for whatever the object is called. Its `put`, `get`, `cancel` and the like share their names
 * with half the world, and are found by the variable that holds an SDK.
 */
const SDK_ONLY_NAMES = [
  'multipartUpload',
  'multipartUploadCopy',
  'resumeMultipart',
  '_resumeMultipart',
  'initMultipartUpload',
  'uploadPartCopy',
  'completeMultipartUpload',
  'abortMultipartUpload',
  'putStream',
  'getStream',
  'isCancel',
  'resetCancelFlag',
  'listUploads',
  'deleteMulti',
  'getObjectMeta',
  'signatureUrlV4',
  'asyncSignatureUrl',
]
const SDK_ONLY = new RegExp(
  `(?:\\.\\s*|\\[\\s*['"\`])(${SDK_ONLY_NAMES.join('|')})\\b(?!['"\`]\\s*:)`,
  'g',
)

/** Names of variables, parameters and fields that hold an SDK. */
const HOLDERS = [/\b([\w$]+)\??\s*:\s*(?:Readonly<)?Sdk\b/g, /\b([\w$]+)\s*=\s*createSdk\(/g]

/** @returns one sentence for each use of the SDK in `electron/` beyond signing; empty when all is well */
export function findSdkMisuse(file: SourceFile): readonly string[] {
  const { path } = file
  if (!path.startsWith('electron/')) return []
  const code = withoutComments(file.text)
  const because = (why: string) => `${path}: ${why}`
  const problems: string[] = []
  for (const { target, isOwn, isTypeOnly } of findImports(file)) {
    if (!isOwn && target === 'ali-oss' && path !== SDK_FILE) {
      problems.push(because('only electron/oss/sdk.ts makes a client of ali-oss'))
    }
    const isSdk = isOwn && `${target}.ts` === SDK_FILE
    if (isSdk && !path.startsWith('electron/oss/')) {
      problems.push(because(`${isTypeOnly ? 'the type of ' : ''}the SDK stays in electron/oss/`))
    }
  }
  for (const [, name] of code.matchAll(SDK_ONLY)) {
    problems.push(because(`${name} is the SDK's own way of moving files`))
  }
  for (const holder of holdersIn(code)) problems.push(...usesOf(holder, code).map(because))
  if (path === SDK_FILE) problems.push(...problemsOfSdkFile(code).map(because))
  return problems
}

/** The members of the type by which the rest of `electron/oss` sees the SDK. */
export function membersOfSdkType(code: string): readonly string[] {
  const body = /export type Sdk = \{\n([\s\S]*?)\n\}/.exec(withoutComments(code))?.[1] ?? ''
  return [...body.matchAll(/^ {2}([\w$]+)[?(:]/gm)].flatMap(([, name]) => name ?? []).sort()
}

function holdersIn(code: string): ReadonlySet<string> {
  return new Set(
    HOLDERS.flatMap((one) => [...code.matchAll(one)].flatMap(([, name]) => name ?? [])),
  )
}

function usesOf(holder: string, code: string): string[] {
  const name = `(?<![\\w$'".])(?:this\\.)?${holder.replaceAll('$', '\\$')}`
  const members = [...code.matchAll(new RegExp(`${name}\\s*[?!]?\\.\\s*([\\w$]+)`, 'g'))]
  const wrong = members.flatMap(([, member]) => (member ? [member] : []))
  return [
    ...wrong
      .filter((member) => !ALLOWED_MEMBERS.includes(member))
      .map((member) => `${holder}.${member} is more than signing`),
    ...(new RegExp(`${name}\\s*(?:\\?\\.)?\\[`).test(code)
      ? [`a member of ${holder} by a name that nobody can check`]
      : []),
    ...(new RegExp(`${name}\\s+as\\b`).test(code) ? [`${holder} as something else`] : []),
    ...(new RegExp(`\\}\\s*(?::\\s*\\w+\\s*)?=\\s*${name}\\b(?!\\.)`).test(code)
      ? [`members taken out of ${holder}`]
      : []),
  ]
}

function problemsOfSdkFile(code: string): string[] {
  const made = code.match(/\bnew OSS\b/g)?.length ?? 0
  const handedOn = /return new OSS\(.*\) as unknown as Sdk\n/.test(code)
  const extra = membersOfSdkType(code).filter((name) => !ALLOWED_MEMBERS.includes(name))
  return [
    ...(made === 1 && handedOn ? [] : ['the client is handed on at once, as the type Sdk']),
    ...(/\bOSS\.(?!Options\b)/.test(code) ? ['the class itself is used'] : []),
    ...extra.map((name) => `the type Sdk has ${name}`),
  ]
}

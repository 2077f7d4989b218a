import { existsSync, statfsSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import type { BenchTarget } from './job'

/** What the command line asks for. */
export type BenchOptions = {
  /** Work ids or the beginning or the end of one; empty means all. */
  readonly only: readonly string[]
  readonly quick: boolean
  readonly rounds: number
  /** Leaves the peers out. */
  readonly alone: boolean
  readonly profile: boolean
  /** Where sources, targets and the practice server's objects lie while it runs. */
  readonly folder: string
  /** A server of one's own instead of the practice server. */
  readonly target?: BenchTarget
}

export const HELP = `npm run bench -- [options]

  --only <work>        only this work, or all that begin or end so (up, 1x1g); repeatable
  --rounds <n>         times that every contestant does every work, in turn (default 2)
  --quick              small sizes: shows that it works, measures nothing
  --alone              the engine without its peers
  --profile            one more run of the engine for each work, with a CPU profile
  --folder <folder>    where files lie; default: memory (/dev/shm) where there is room, else the
                       system's folder for temporary files

A server of your own instead of the practice server:
  --endpoint <url> --bucket <name> --key-id <id> --key-secret <secret>
  [--region <id>] [--path-style] [--v1]
`

/** Sources, objects and targets of the largest work, twice over. */
const NEEDED_BYTES = 8 * 1024 ** 3

/** @throws Error that says which option is wrong */
export function readOptions(args: readonly string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string', default: '2' },
      quick: { type: 'boolean', default: false },
      alone: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      folder: { type: 'string' },
      endpoint: { type: 'string' },
      bucket: { type: 'string' },
      'key-id': { type: 'string' },
      'key-secret': { type: 'string' },
      region: { type: 'string', default: 'cn-hangzhou' },
      'path-style': { type: 'boolean', default: false },
      v1: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a number from 1')
  const { only, quick, alone, profile } = values
  const target = targetOf(values)
  const folder = values.folder ?? roomyFolder()
  return { only, quick, rounds, alone, profile, folder, ...(target ? { target } : {}) }
}

function targetOf(values: {
  endpoint?: string | undefined
  bucket?: string | undefined
  'key-id'?: string | undefined
  'key-secret'?: string | undefined
  region: string
  'path-style': boolean
  v1: boolean
}): BenchTarget | undefined {
  const { endpoint, bucket, region } = values
  const [keyId, keySecret] = [values['key-id'], values['key-secret']]
  if (!endpoint && !bucket && !keyId && !keySecret) return undefined
  if (!endpoint || !bucket || !keyId || !keySecret) {
    throw new Error('--endpoint, --bucket, --key-id and --key-secret go together')
  }
  return {
    endpoint: new URL(endpoint).origin,
    bucket,
    region,
    keyId,
    keySecret,
    pathStyle: values['path-style'],
    signatureVersion: values.v1 ? 'v1' : 'v4',
  }
}

/** Memory, where it is large enough: a slow disk would make all contestants alike. */
function roomyFolder(): string {
  const memory = '/dev/shm'
  if (process.platform === 'linux' && existsSync(memory)) {
    const { bavail, bsize } = statfsSync(memory)
    if (bavail * bsize >= NEEDED_BYTES) return memory
  }
  return tmpdir()
}

/** What the figures were measured on. */
export function machine(): string {
  const all = cpus()
  return `${all.length} x ${all[0]?.model.trim() ?? 'unknown'}, ${process.platform} ${process.arch}`
}

import { parseArgs } from 'node:util'
import type { BenchTarget } from './job'
import { roomyFolder } from './machine'

/** What the command line asks for. */
export type BenchOptions = {
  /** Work ids or the beginning or the end of one; empty means all. */
  readonly only: readonly string[]
  readonly quick: boolean
  readonly rounds: number
  /** Leaves the peers out. */
  readonly alone: boolean
  readonly profile: boolean
  /** Size of the huge file of holes. */
  readonly sparseBytes: number
  /** The repository's root. */
  readonly projectRoot: string
  /** Where sources, targets and the practice server's objects lie while it runs. */
  readonly folder: string
  /** A server of one's own instead of the practice server. */
  readonly target?: BenchTarget
}

export const HELP = `npm run bench -- [options]

  --only <work>        only this work, or all that begin or end so (up, 1x1g); repeatable. Beside the
                       transfers there are sparse-100g, rows-100k and start
  --rounds <n>         times that every contestant does every work, in turn (default 2)
  --quick              small sizes: shows that it works, measures nothing
  --alone              the engine without its peers
  --profile            one more run of the engine for each work, with a CPU profile
  --sparse-size <GB>   size of the file of sparse-100g (default 100)
  --folder <folder>    where files lie; default: memory (/dev/shm) where there is room, else the
                       system's folder for temporary files

A server of your own instead of the practice server:
  --endpoint <url> --bucket <name> --key-id <id> --key-secret <secret>
  [--region <id>] [--path-style] [--v1]
`

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
      'sparse-size': { type: 'string', default: '100' },
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
  const sparseBytes = Number(values['sparse-size']) * 1e9
  if (!(sparseBytes > 0)) throw new Error('--sparse-size takes a number of GB')
  const { only, quick, alone, profile } = values
  const projectRoot = process.cwd()
  const target = targetOf(values)
  const folder = values.folder ?? roomyFolder()
  return {
    only,
    quick,
    rounds,
    alone,
    profile,
    sparseBytes,
    projectRoot,
    folder,
    ...(target ? { target } : {}),
  }
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

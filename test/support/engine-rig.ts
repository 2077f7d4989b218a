import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLocalSummer } from '../../electron/bytes/summer'
import { saveEndpoint } from '../../electron/connections/save-endpoint'
import type { Vault } from '../../electron/connections/vault'
import { createLocalDisk } from '../../electron/files/local-disk'
import { createEngine, type Engine, type EngineDeps } from '../../electron/transfers/engine'
import { newJob } from '../../electron/transfers/job'
import { NO_STORE } from '../../electron/transfers/journal'
import type { ConnectionFields, ConnectionSecret } from '../../shared/connection'
import type { Notice } from '../../shared/notices'
import type { ConflictPolicy } from '../../shared/settings'
import type { TransferRow, TransferState } from '../../shared/transfer'
import { createFaultScript, type FaultScript } from './faults'
import { nodeWebTransport } from './node-web-transport'
import { secretOfRig } from './oss'
import { type PracticeRig, type PracticeRigOptions, startPracticeRig } from './practice'
import { ended } from './test-queue'
import { startVault, vaultBench } from './vault-bench'

/** The engine as it ships, with a real vault, against a practice server with faults. */
export type EngineRig = {
  readonly practice: PracticeRig
  readonly faults: FaultScript
  readonly vault: Vault
  /** The one that runs now; see `restart`. */
  readonly engine: Engine
  readonly connectionId: string
  /** Holds the sources and what is downloaded. */
  readonly folder: string
  /** Stores the connection again, with another secret if one is given. */
  save(secret?: ConnectionSecret): Promise<void>
  /** Writes a file and adds its upload; the key is its name. @returns the row's id */
  upload(name: string, content: Buffer | string): Promise<string>
  /** Adds the download of an object of the connection's bucket. @returns the row's id */
  download(
    key: string,
    change?: Partial<{ url: string; own: boolean; conflict: ConflictPolicy }>,
  ): string
  stateOf(id: string): TransferState | undefined
  ended(id: string): Promise<TransferRow>
  /** What the window is told. */
  notices(): readonly Notice[]
  /** Quits, and starts again. @param deps other parts than before, asked for in between */
  restart(deps?: () => Promise<Partial<EngineDeps>>): Promise<void>
  cleanup(): Promise<void>
}

type Change = {
  readonly fields?: Partial<ConnectionFields>
  readonly deps?: Partial<EngineDeps>
}

/**
 * Delays between attempts are cut to a few milliseconds; everything else is as in the app.
 * @param changeOf other fields of the connection, other parts of the engine
 */
export async function startEngineRig(
  options: PracticeRigOptions = {},
  changeOf: Change | ((practice: PracticeRig) => Change) = {},
): Promise<EngineRig> {
  const faults = createFaultScript()
  const practice = await startPracticeRig({ ...options, hook: faults.hook })
  const change = typeof changeOf === 'function' ? changeOf(practice) : changeOf
  const folder = await mkdtemp(join(tmpdir(), 'engine-'))
  const bench = vaultBench()
  const vault = startVault(bench)
  const fields: ConnectionFields = {
    label: 'Photos',
    addressing: 'path-style',
    // By name: ali-oss signs no V1 link for an IP address.
    endpoint: `http://localhost:${practice.server.port}`,
    bucket: practice.bucket,
    region: practice.region,
    signatureVersion: 'v4',
    linkDomain: '',
    ...change.fields,
  }
  const { id } = await vault.save({ fields, secret: secretOfRig(practice), keepUntilQuit: false })
  const summer = await createLocalSummer()
  const disk = await createLocalDisk()
  const build = (deps: Partial<EngineDeps> = {}) =>
    createEngine({
      secrets: vault,
      connections: vault,
      displayPath: (path) => path,
      saveEndpoint: (connection, endpoint) => saveEndpoint(vault, connection, endpoint),
      web: nodeWebTransport,
      journalStore: NO_STORE,
      summer,
      disk,
      atOnce: () => 3,
      publish: () => undefined,
      publishNotices: () => undefined,
      now: Date.now,
      schedule: (next, delayMs) => {
        setTimeout(next, Math.min(delayMs, 5))
      },
      log: bench.log,
      reportBug: (thrown) => console.error(thrown),
      ...change.deps,
      ...deps,
    })
  let engine = build()
  let count = 0

  function rowOf(name: string): Omit<TransferRow, 'state' | 'direction'> {
    count += 1
    const bucket = practice.bucket
    const about = { name, source: '', addedAtMs: Date.now(), connectionId: id, bucket }
    return { id: `row-${count}`, batchId: 'b', order: count, ...about }
  }

  return {
    practice,
    faults,
    vault,
    get engine() {
      return engine
    },
    connectionId: id,
    folder,
    async save(secret) {
      await vault.save({ id, fields, ...(secret ? { secret } : {}), keepUntilQuit: false })
    },
    async upload(name, content) {
      const path = join(folder, name)
      await writeFile(path, content)
      const row = { ...rowOf(name), direction: 'upload' as const, objectKey: name }
      const task = { path, connectionId: id, plannedKey: name, conflict: 'number' as const }
      engine.queue.add([newJob(row, { direction: 'upload', ...task })])
      return row.id
    },
    download(key, change = {}) {
      const { url = `https://${practice.bucket}.example/${key}`, own = true } = change
      const { conflict = 'number' } = change
      const row = { ...rowOf(key), direction: 'download' as const }
      const signed = { connectionId: id, bucket: practice.bucket, key, foreign: false }
      const task = { url, folder, conflict, ...(own ? { signed } : {}) }
      engine.queue.add([newJob(row, { direction: 'download', ...task })])
      return row.id
    },
    stateOf: (row) => engine.queue.get(row)?.row.state,
    ended: (row) => ended(engine.queue, row),
    notices: () => engine.notices.list(),
    async restart(deps) {
      await engine.stop()
      engine = build(await deps?.())
      await engine.restore(async () => undefined)
    },
    async cleanup() {
      await engine.stop()
      await practice.cleanup()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

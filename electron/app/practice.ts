import { randomBytes } from 'node:crypto'
import type { ConnectionFields, ConnectionSecret, ConnectionSummary } from '../../shared/connection'
import type { Vault } from '../connections/vault'
import { newPracticeAccount } from '../practice/practice-account'
import type { PracticeServer } from '../practice/practice-server'

/** The bucket on this computer, behind a connection like any other. */
export type Practice = {
  /** Starts the server if need be, and saves its connection with the port and key of this start. */
  use(): Promise<ConnectionSummary>
  /** After a restart: the practice connection, if there is one, gets the new port and key. */
  resume(): Promise<void>
  /** Renames its connection, after the language has changed. */
  rename(): Promise<void>
  close(): Promise<void>
}

type Started = {
  readonly server: PracticeServer
  readonly fields: ConnectionFields
  readonly secret: ConnectionSecret
  readonly connection: ConnectionSummary
}

/**
 * @param folder where objects lie; they outlive the app
 * @param label the connection's name in the person's language
 */
export function createPractice(deps: {
  folder: string
  vault: Pick<Vault, 'list' | 'savePractice' | 'activate'>
  label: () => string
}): Practice {
  let started: Promise<Started> | undefined

  async function start() {
    const account = newPracticeAccount(randomBytes)
    // Most people never use it: it is not loaded with the app.
    const { startPracticeServer } = await import('../practice/practice-server')
    const server = await startPracticeServer({
      rootFolder: deps.folder,
      buckets: [{ name: account.bucket, region: account.region }],
      credentials: [{ keyId: account.keyId, keySecret: account.keySecret }],
    })
    const fields = {
      label: deps.label(),
      addressing: 'path-style' as const,
      endpoint: server.origin,
      bucket: account.bucket,
      region: account.region,
      signatureVersion: 'v4' as const,
      linkDomain: '',
    }
    const secret = { keyId: account.keyId, keySecret: account.keySecret }
    return { server, fields, secret, connection: await deps.vault.savePractice(fields, secret) }
  }

  function startOnce() {
    started ??= start().catch((thrown) => {
      started = undefined
      throw thrown
    })
    return started
  }

  async function stop(): Promise<void> {
    const running = await started?.catch(() => undefined)
    started = undefined
    await running?.server.close()
  }

  return {
    async use() {
      const { connection } = await startOnce()
      const { connections } = await deps.vault.list()
      if (!connections.some(({ id }) => id === connection.id)) {
        // It was removed while the server went on: a new one leads to a new server.
        await stop()
        return (await startOnce()).connection
      }
      await deps.vault.activate(connection.id)
      return connection
    },
    async resume() {
      const { connections } = await deps.vault.list()
      if (connections.some((connection) => connection.isPractice)) await startOnce()
    },
    async rename() {
      const running = await started?.catch(() => undefined)
      if (!running || running.fields.label === deps.label()) return
      const { connections } = await deps.vault.list()
      // Nobody can rename it but the app; removed, it stays so.
      if (!connections.some(({ id }) => id === running.connection.id)) return
      const fields = { ...running.fields, label: deps.label() }
      const connection = await deps.vault.savePractice(fields, running.secret)
      started = Promise.resolve({ ...running, fields, connection })
    },
    close: stop,
  }
}

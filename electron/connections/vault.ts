import type {
  ConnectionDraft,
  ConnectionFields,
  ConnectionSecret,
  ConnectionSummary,
} from '../../shared/connection'
import { addressOf, strangeHost } from '../../shared/connection-hosts'
import type { ConnectionAddress } from '../../shared/connection-url'
import type { Connections } from '../../shared/ipc/contract'
import type { Log } from '../app/log'
import { AppError } from '../errors/app-error'
import type { JsonFile } from '../files/json-file'
import { checkFields, invalid } from './check-fields'
import type { Cipher } from './cipher'
import { createConnectionList } from './connection-list'
import { type ConnectionRecord, keyIdHintOf, summaryOf } from './connection-records'
import { createSecretKeeper } from './secret-keeper'

/** A connection with its secret, for as long as one call needs it. */
export type OpenConnection = {
  readonly summary: ConnectionSummary
  readonly secret: ConnectionSecret
  /** Grows with each change of this connection: a client made for a smaller one is outdated. */
  readonly version: number
}

/** The only owner of connections and their secrets. */
export type Vault = {
  list(): Promise<Connections>
  /**
   * Stores a draft; a new connection becomes the one in use. The secret is replaced as a whole.
   * @throws AppError CONNECTION_INVALID {problem} | CONNECTION_NOT_FOUND | KEYRING_UNAVAILABLE |
   *   SECRET_MISSING | SECRET_UNREADABLE | DISK_FULL | FOLDER_NOT_WRITABLE
   */
  save(draft: ConnectionDraft): Promise<ConnectionSummary>
  /** @throws AppError CONNECTION_NOT_FOUND */
  remove(id: string): Promise<void>
  /** @throws AppError CONNECTION_NOT_FOUND */
  activate(id: string): Promise<void>
  /**
   * Checked fields and the secret of a draft that is not saved, for "Test connection".
   * @throws AppError CONNECTION_INVALID | CONNECTION_NOT_FOUND | SECRET_MISSING | SECRET_UNREADABLE
   */
  resolveDraft(
    draft: ConnectionDraft,
  ): Promise<{ readonly fields: ConnectionFields; readonly secret: ConnectionSecret }>
  /** @throws AppError CONNECTION_NOT_FOUND | SECRET_MISSING | SECRET_UNREADABLE, and what `use` throws */
  withSecret<T>(id: string, use: (connection: OpenConnection) => Promise<T>): Promise<T>
  /** What may be known without the secret; undefined when there is no such connection. */
  describe(id: string):
    | (Pick<ConnectionFields, 'label' | 'endpoint'> & {
        readonly isTemporary: boolean
        readonly version: number
      })
    | undefined
  /** For telling whose a URL is; the connection in use comes first. */
  addresses(): readonly ConnectionAddress[]
  /** Called after each change, also when a secret turns out to be lost. @returns ends it */
  onChanged(listener: () => void): () => void
  /**
   * Creates or refreshes the one practice connection. Its key is made up anew at each start of the
   * practice server and lies in memory only, so it needs no keyring and is never lost.
   */
  savePractice(fields: ConnectionFields, secret: ConnectionSecret): Promise<ConnectionSummary>
  /** Every secret that was in memory, for the log's redactor. */
  knownSecrets(): readonly string[]
  /** New name of a connection file that was damaged at start and put aside. */
  readonly damagedFile: string | undefined
}

/** Reads the file once and owns its content from then on. */
export function createVault(options: {
  readonly file: JsonFile
  readonly cipher: Cipher
  readonly newId: () => string
  readonly log: Log
}): Vault {
  const { newId } = options
  const keeper = createSecretKeeper(options.cipher)
  const list = createConnectionList(options.file, options.log)
  const inTurn = createTurns()

  const store = (record: ConnectionRecord, secret?: ConnectionSecret): ConnectionSummary => {
    list.put(record)
    if (secret) keeper.hold(record, secret)
    list.notify()
    return summaryOf(record, true)
  }
  const save = async (draft: ConnectionDraft): Promise<ConnectionSummary> => {
    const { fields } = checkFields(draft.fields)
    const before = draft.id === undefined ? undefined : list.find(draft.id)
    if (before?.isPractice) throw invalid('PRACTICE_IS_FIXED')
    if (!draft.secret) {
      const kept = assertMayKeepSecret(before, fields)
      if (!keeper.has(kept, await keeper.keyringAvailable())) await keeper.open(kept)
      return store({ ...kept, fields })
    }
    const secret = withoutEmptyToken(draft.secret)
    const sealed = await keeper.seal(secret, draft.keepUntilQuit)
    const id = before?.id ?? newId()
    return store({ id, isPractice: false, fields, ...factsOf(secret), ...sealed }, secret)
  }

  return {
    damagedFile: list.damagedFile,
    knownSecrets: keeper.known,
    onChanged: list.onChanged,

    async list() {
      const keyringAvailable = await keeper.keyringAvailable()
      const { connections, activeId } = list.all()
      return {
        connections: connections.map((one) => summaryOf(one, keeper.has(one, keyringAvailable))),
        ...(activeId === undefined ? {} : { activeId }),
        keyringAvailable,
      }
    },

    save: (draft) => inTurn(() => save(draft)),

    remove: (id) =>
      inTurn(async () => {
        list.find(id)
        list.remove(id)
        keeper.forget(id)
        list.notify()
      }),

    activate: (id) =>
      inTurn(async () => {
        list.find(id)
        if (list.all().activeId === id) return
        list.activate(id)
        list.notify()
      }),

    async resolveDraft(draft) {
      const before = draft.id === undefined ? undefined : list.find(draft.id)
      // The practice connection is tested as it is: its fields can't be edited.
      if (before?.isPractice) return { fields: before.fields, secret: await keeper.open(before) }
      const { fields } = checkFields(draft.fields)
      if (draft.secret) {
        keeper.note(draft.secret)
        return { fields, secret: withoutEmptyToken(draft.secret) }
      }
      return { fields, secret: await keeper.open(assertMayKeepSecret(before, fields)) }
    },

    async withSecret(id, use) {
      const record = list.find(id)
      const version = list.versionOf(id)
      const wasExpected = keeper.has(record, true)
      const secret = await keeper.open(record).catch((error: unknown) => {
        // Only the first of many transfers makes news of a lost secret.
        if (wasExpected && !keeper.has(record, true)) list.notify()
        throw error
      })
      return use({ summary: summaryOf(record, true), secret, version })
    },

    describe(id) {
      const record = list.all().connections.find((one) => one.id === id)
      if (!record) return undefined
      const { fields, hasStsToken } = record
      const { label, endpoint } = fields
      return { label, endpoint, isTemporary: hasStsToken, version: list.versionOf(id) }
    },

    addresses() {
      const { connections, activeId } = list.all()
      return [...connections]
        .sort((a, b) => Number(b.id === activeId) - Number(a.id === activeId))
        .flatMap(({ id, fields }) => addressOf(id, fields) ?? [])
    },

    savePractice: (typed, secret) =>
      inTurn(async () => {
        const { fields } = checkFields(typed)
        const id = list.all().connections.find((one) => one.isPractice)?.id ?? newId()
        const protection = 'session' as const
        return store({ id, isPractice: true, fields, ...factsOf(secret), protection }, secret)
      }),
  }
}

/** Changes wait for each other: encrypting takes a while, and the second must see the first. */
function createTurns(): <T>(change: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (change) => {
    const run = last.then(change)
    last = run.catch(() => undefined)
    return run
  }
}

/** The record whose stored secret a draft without one goes on with. */
function assertMayKeepSecret(
  before: ConnectionRecord | undefined,
  fields: ConnectionFields,
): ConnectionRecord {
  if (!before) throw new AppError('SECRET_MISSING', {}, { retry: 'after-settings' })
  const host = strangeHost(before.fields, fields)
  if (host !== undefined) throw invalid('NEW_HOST_NEEDS_SECRET', { host })
  return before
}

/** What is shown of a secret. */
function factsOf(secret: ConnectionSecret): Pick<ConnectionRecord, 'keyIdHint' | 'hasStsToken'> {
  return { keyIdHint: keyIdHintOf(secret.keyId), hasStsToken: secret.stsToken !== undefined }
}

function withoutEmptyToken({ keyId, keySecret, stsToken }: ConnectionSecret): ConnectionSecret {
  return { keyId, keySecret, ...(stsToken ? { stsToken } : {}) }
}

import type { Log } from '../app/log'
import { AppError } from '../errors/app-error'
import { type JsonFile, loadOrSetAside } from '../files/json-file'
import {
  type ConnectionRecord,
  type ConnectionRecords,
  contentOf,
  understandRecords,
} from './connection-records'

/** The stored connections: what lies in the file, and who wants to know of changes. */
export type ConnectionList = {
  /** New name of a file that was damaged at start and put aside. */
  readonly damagedFile: string | undefined
  all(): ConnectionRecords
  /** @throws AppError CONNECTION_NOT_FOUND */
  find(id: string): ConnectionRecord
  /** Adds (and makes it the one in use) or replaces. The three changes throw what writing throws. */
  put(record: ConnectionRecord): void
  /** The first of the others is in use then, if this one was. */
  remove(id: string): void
  activate(id: string): void
  /** 1 at start, one more with each `put`. */
  versionOf(id: string): number
  /** @returns a function that ends it */
  onChanged(listener: () => void): () => void
  /** Tells the listeners; the changes themselves don't, since secrets change along with them. */
  notify(): void
}

/** Reads the file once. A change is written first: when that fails, nothing has changed. */
export function createConnectionList(file: JsonFile, log: Log): ConnectionList {
  const loaded = loadOrSetAside(file, understandRecords, log.warn)
  const listeners = new Set<() => void>()
  const versions = new Map<string, number>()
  let records: ConnectionRecords = loaded.value ?? { connections: [] }
  const commit = (next: ConnectionRecords) => {
    file.write(contentOf(next))
    records = next
  }
  if (loaded.damagedFile !== undefined && loaded.value) {
    // What could be saved of a damaged file goes into a new one at once, not at the next change.
    try {
      commit(records)
    } catch (error) {
      log.error('Connections saved from a damaged file could not be written', error)
    }
  }

  return {
    damagedFile: loaded.damagedFile,
    all: () => records,
    find(id) {
      const record = records.connections.find((one) => one.id === id)
      if (!record) throw new AppError('CONNECTION_NOT_FOUND')
      return record
    },
    put(record) {
      const isNew = !records.connections.some((one) => one.id === record.id)
      const connections = isNew
        ? [...records.connections, record]
        : records.connections.map((one) => (one.id === record.id ? record : one))
      commit(isNew ? { connections, activeId: record.id } : { ...records, connections })
      versions.set(record.id, (versions.get(record.id) ?? 1) + 1)
    },
    remove(id) {
      const connections = records.connections.filter((one) => one.id !== id)
      const activeId = records.activeId === id ? connections[0]?.id : records.activeId
      commit({ connections, ...(activeId === undefined ? {} : { activeId }) })
    },
    activate(id) {
      commit({ ...records, activeId: id })
    },
    versionOf: (id) => versions.get(id) ?? 1,
    onChanged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    notify() {
      for (const listener of listeners) listener()
    },
  }
}

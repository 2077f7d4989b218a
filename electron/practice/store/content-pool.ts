import { mkdir, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Segment } from './records'

/**
 * The files that hold the bytes. Their names are random and say nothing about the key, so every key
 * is safe on every file system: Unicode, `..`, 1,023 bytes, keys that differ only in case.
 */
export type ContentPool = {
  /** A new name; the file does not exist yet. */
  newId(): string
  path(id: string): string
  /** Keeps files alive while someone reads them. Call the result once when done. */
  pin(segments: readonly Segment[]): () => void
  /** Removes files, those in use when their last reader is done. Failures are left to the next start. */
  discard(segments: readonly Segment[]): void
  /** Waits until everything discarded so far is gone. */
  settled(): Promise<void>
}

/** 256 folders, so that none gets too large for a file manager. */
const FOLDER_NAMES = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'))

/**
 * Opens the pool and removes files that nothing refers to: left-overs of uploads cut short.
 * @param newId lower-case hex, at least 2 characters, never twice the same
 */
export async function openContentPool(
  folder: string,
  referenced: ReadonlySet<string>,
  newId: () => string,
): Promise<ContentPool> {
  const removals = new Set<Promise<void>>()
  const pins = new Map<string, number>()
  const doomed = new Set<string>()
  const path = (id: string) => join(folder, id.slice(0, 2), id)

  function remove(id: string): void {
    const removal = unlink(path(id))
      .catch(() => undefined)
      .then(() => {
        removals.delete(removal)
      })
    removals.add(removal)
  }

  await Promise.all(
    FOLDER_NAMES.map(async (name) => {
      await mkdir(join(folder, name), { recursive: true })
      for (const id of await readdir(join(folder, name))) if (!referenced.has(id)) remove(id)
    }),
  )

  return {
    newId,
    path,
    pin(segments) {
      for (const { id } of segments) pins.set(id, (pins.get(id) ?? 0) + 1)
      return () => {
        for (const { id } of segments) {
          const left = (pins.get(id) ?? 1) - 1
          if (left > 0) pins.set(id, left)
          else pins.delete(id)
          if (left <= 0 && doomed.delete(id)) remove(id)
        }
      }
    },
    discard(segments) {
      for (const { id } of segments) {
        if (pins.has(id)) doomed.add(id)
        else remove(id)
      }
    },
    async settled() {
      await Promise.all(removals)
    },
  }
}

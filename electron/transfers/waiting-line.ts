/**
 * Ids in the order in which they shall run. Taking, adding and dropping cost the same with ten as
 * with 100,000 waiting: a Map keeps insertion order and deletes in constant time.
 */
export type WaitingLine = {
  add(id: string): void
  drop(id: string): void
  /** The first id, taken out; undefined when nobody waits. */
  take(): string | undefined
  readonly size: () => number
}

/** A first-in, first-out line without doubles. */
export function createWaitingLine(): WaitingLine {
  const ids = new Set<string>()
  return {
    add(id) {
      ids.add(id)
    },
    drop(id) {
      ids.delete(id)
    },
    take() {
      for (const id of ids) {
        ids.delete(id)
        return id
      }
      return undefined
    },
    size: () => ids.size,
  }
}

/**
 * Ids in the order in which they shall run. Taking, adding and dropping cost the same with ten as
 * with 100,000 waiting: a Set keeps insertion order and deletes in constant time.
 */
export type WaitingLine = {
  add(id: string): void
  /** Before everybody else; of several, the one that came last is first. */
  addFirst(id: string): void
  drop(id: string): void
  /** The first id, taken out; undefined when nobody waits. */
  take(): string | undefined
  readonly size: () => number
}

/** A first-in, first-out line without doubles, with a fast lane. */
export function createWaitingLine(): WaitingLine {
  const ids = new Set<string>()
  const urgent: string[] = []
  return {
    add(id) {
      ids.add(id)
    },
    addFirst(id) {
      ids.add(id)
      urgent.push(id)
    },
    drop(id) {
      ids.delete(id)
    },
    take() {
      for (let id = urgent.pop(); id !== undefined; id = urgent.pop()) {
        if (ids.delete(id)) return id
      }
      for (const id of ids) {
        ids.delete(id)
        return id
      }
      return undefined
    },
    size: () => ids.size,
  }
}

import type { TransferRow } from '../../../shared/transfer'

/** Watches over the list from start to start: no row is lost, doubled or done twice. */
export function createRowWatch() {
  let ids: ReadonlySet<string> | undefined
  const done = new Set<string>()
  return {
    /** What is wrong with the list after another start, in words. */
    look(rows: readonly TransferRow[]): readonly string[] {
      const now = new Map(rows.map((row) => [row.id, row]))
      ids ??= new Set(now.keys())
      const lost = [...ids].filter((id) => !now.has(id))
      const undone = [...done].flatMap((id) => {
        const row = now.get(id)
        return row && row.state.status !== 'done' ? [row] : []
      })
      for (const row of rows) if (row.state.status === 'done') done.add(row.id)
      return [
        ...lost.map((id) => `row lost: ${id}`),
        ...(rows.length > ids.size ? [`${rows.length - ids.size} rows too many`] : []),
        ...undone.map((row) => `done, and now ${row.state.status}: ${row.name}`),
      ]
    },
  }
}

/** Rows that still have something before them. */
export function openRows(rows: readonly TransferRow[]): number {
  return rows.filter(({ state }) => state.status !== 'done').length
}

/** Rows in words, for a failed test. */
export function describeRow({ direction, name, objectKey, state }: TransferRow): string {
  const error = state.status === 'failed' ? ` ${JSON.stringify(state.error)}` : ''
  return `${direction} ${state.status}: ${objectKey ?? name}${error}`
}

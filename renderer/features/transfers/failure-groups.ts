import type { AppErrorInfo } from '../../../shared/errors'
import type { TransferRow } from '../../../shared/transfer'

/** Files of a batch that failed for the same reason. */
export interface FailureGroup {
  /** The error of the first of them. */
  readonly error: AppErrorInfo
  readonly names: readonly string[]
}

/** Failed rows by reason, the commonest first. Rows that did not fail are passed over. */
export function groupFailures(rows: Iterable<TransferRow | undefined>): readonly FailureGroup[] {
  const groups = new Map<string, { error: AppErrorInfo; names: string[] }>()
  for (const row of rows) {
    if (row?.state.status !== 'failed') continue
    const { error } = row.state
    // The OSS code is part of the reason: one of our codes may stand for several of theirs.
    const key = `${error.code} ${error.oss?.code ?? ''}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { error, names: [row.name] })
    else group.names.push(row.name)
  }
  return [...groups.values()].sort((a, b) => b.names.length - a.names.length)
}

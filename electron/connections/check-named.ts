import type { ConnectionFields } from '../../shared/connection'
import type { CheckReport } from '../../shared/ipc/contract'

/**
 * The connection test, and once more where the server named another endpoint: transfers will follow
 * it as well. The report then holds the endpoint as its suggestion.
 * @param check tests these fields
 */
export async function checkAndFollow(
  check: (fields: ConnectionFields) => Promise<CheckReport>,
  fields: ConnectionFields,
): Promise<CheckReport> {
  const first = await check(fields)
  const { suggestion } = first
  if (suggestion?.endpoint === undefined) return first
  const second = await check({ ...fields, ...suggestion })
  return second.usable ? { ...second, suggestion } : first
}

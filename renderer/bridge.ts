import type { AppErrorInfo, Result } from '../shared/errors'
import type { CourierApi, CourierBridge } from '../shared/ipc/bridge'

declare global {
  interface Window {
    readonly courier: CourierBridge<File>
  }
}

/** Everything this page can ask of the main process. No other file touches `window.courier`. */
export const courier: CourierApi<File> = {
  ...window.courier,
  // Main has parsed what it sent by the schema of the contract.
  on: (event, listener) => window.courier.on(event, (json) => listener(JSON.parse(json))),
}

/** A command that was refused: `info` is what the page shows (see `ui/error-card`). */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed'

  constructor(readonly info: AppErrorInfo) {
    super(info.code)
  }
}

/**
 * Opens the answer of a command.
 * @throws CommandFailed when main answered with an error
 */
export async function ask<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer
  if (!result.ok) throw new CommandFailed(result.error)
  return result.value
}

/** What went wrong, as data that the error card can show; a bug becomes `UNEXPECTED`. */
export function errorInfoOf(problem: unknown): AppErrorInfo {
  if (problem instanceof CommandFailed) return problem.info
  return { code: 'UNEXPECTED', params: {}, retry: 'manual' }
}

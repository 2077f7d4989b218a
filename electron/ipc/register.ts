import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import type { Result } from '../../shared/errors'
import { COMMANDS, type CommandName } from '../../shared/ipc/contract'
import type { z } from '../../shared/schema'
import type { Log } from '../app/log'
import { AppError, errorInfoOf } from '../errors/app-error'
import type { Handlers } from './handlers'

/**
 * Opens every command of the contract to the page: the only caller of `ipcMain.handle`.
 * Each call is checked for its sender, its input is parsed, the handler runs, its output is parsed,
 * and all of it ends in a `Result`: nothing is ever answered by a silent `undefined`.
 * @param isTrusted whether a call comes from our own page in our own window
 */
export function registerCommands(deps: {
  ipcMain: Pick<IpcMain, 'handle'>
  isTrusted: (event: IpcMainInvokeEvent) => boolean
  handlers: Handlers
  log: Pick<Log, 'warn' | 'error'>
}): void {
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    deps.ipcMain.handle(name, async (event, input: unknown): Promise<Result<unknown>> => {
      if (!deps.isTrusted(event)) {
        deps.log.warn('A call from an unknown page was refused', { command: name })
        return refusal(new AppError('UNTRUSTED_SENDER'))
      }
      try {
        return { ok: true, value: await answer(deps.handlers, name, input) }
      } catch (thrown) {
        const error = errorInfoOf(thrown)
        if (error.code === 'UNEXPECTED') deps.log.error(`Command ${name} failed`, thrown)
        return { ok: false, error }
      }
    })
  }
}

async function answer(handlers: Handlers, name: CommandName, input: unknown): Promise<unknown> {
  const command: { input: z.ZodType; output: z.ZodType } = COMMANDS[name]
  const checked = command.input.safeParse(input)
  // The issues may quote what was sent, a secret included: only the places are kept.
  if (!checked.success) {
    throw new AppError('INVALID_REQUEST', {
      command: name,
      fields: checked.error.issues.map((issue) => issue.path.join('.')).join(', '),
    })
  }
  // The one place where the compiler can't follow name and input through the table.
  const handle = handlers[name] as (input: unknown) => unknown
  return command.output.parse(await handle(checked.data))
}

function refusal(error: AppError): Result<never> {
  return { ok: false, error: error.info }
}

import type { COMMANDS, CommandName, CommandOutput } from '../../shared/ipc/contract'
import type { z } from '../../shared/schema'

/** One function per command; input has been checked, output will be. */
export type Handlers = {
  readonly [C in CommandName]: (
    input: z.output<(typeof COMMANDS)[C]['input']>,
  ) => Promise<CommandOutput<C>> | CommandOutput<C>
}

/** The handlers of one area, `transfers.*`; together the areas make up `Handlers`. */
export type HandlersOf<A extends string> = Pick<Handlers, Extract<CommandName, `${A}.${string}`>>

import type { Result } from '../errors'
import type { CommandInput, CommandName, CommandOutput, EventName, EventPayload } from './contract'

/** `'staging.addPaths'` is reached through `stageFiles`; the page can't name a path. */
type PageCommand = Exclude<CommandName, 'staging.addPaths'>

/** Commands that take nothing are called with nothing. */
type CommandFunction<C extends CommandName> = [CommandInput<C>] extends [undefined]
  ? () => Promise<Result<CommandOutput<C>>>
  : (input: CommandInput<C>) => Promise<Result<CommandOutput<C>>>

type Area<N extends string> = N extends `${infer A}.${string}` ? A : never
type Verb<N extends string, A extends string> = N extends `${A}.${infer V}` ? V : never

/** `'transfers.cancel'` -> `api.transfers.cancel(...)`: named functions, never a channel. */
type CommandTree = {
  readonly [A in Area<PageCommand>]: {
    readonly [V in Verb<PageCommand, A>]: CommandFunction<Extract<PageCommand, `${A}.${V}`>>
  }
}

/** What preload puts on `window.courier`. `File` is the DOM's, passed in so that `shared` needs no DOM. */
export type CourierBridge<File> = CommandTree & {
  /** Turns dropped or pasted `File`s into paths inside preload and stages them. */
  readonly stageFiles: (files: readonly File[]) => Promise<Result<undefined>>
  /**
   * Payloads are told as JSON: text passes between two processes and two worlds at once, while a
   * patch of 300 rows is otherwise copied value by value, twice.
   * @returns a function that ends the subscription
   */
  readonly on: (event: EventName, listener: (json: string) => void) => () => void
}

/** The same as the page uses it: events bring what the contract says. */
export type CourierApi<File> = Omit<CourierBridge<File>, 'on'> & {
  /** @returns a function that ends the subscription */
  readonly on: <E extends EventName>(
    event: E,
    listener: (payload: EventPayload<E>) => void,
  ) => () => void
}

import { type Code, unsigned } from './wasm-code'

/** A function that JavaScript may call; its locals are numbered on after its parameters. */
export type WasmFunction = {
  readonly name: string
  readonly parameters: readonly number[]
  readonly results: readonly number[]
  readonly locals: readonly number[]
  readonly body: Code
}

/** What a module begins with: its magic number "\0asm" and the version of the format. */
const PREAMBLE: Code = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
const SECTION = { type: 1, function: 3, memory: 5, export: 7, code: 10 } as const
const FUNCTION_TYPE = 0x60
const EXPORTED = { function: 0, memory: 2 } as const
const END = 0x0b

/**
 * The bytes of a WebAssembly module (https://webassembly.github.io/spec/core/binary/modules.html)
 * with one memory, exported as `memory`, and the functions, exported by their names.
 * @param memoryBytes is rounded up to pages of 64 KiB
 */
export function wasmModule(
  memoryBytes: number,
  functions: readonly WasmFunction[],
): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, results }) => [
    FUNCTION_TYPE,
    list(parameters),
    list(results),
  ])
  const exported = functions.map(({ name }, index) => [text(name), EXPORTED.function, index])
  const bodies = functions.map(({ locals, body }) =>
    sized([list(locals.map((type) => [1, type])), body, END]),
  )
  return Uint8Array.from(
    flat([
      PREAMBLE,
      section(SECTION.type, list(types)),
      section(SECTION.function, list(functions.map((_, index) => index))),
      section(SECTION.memory, list([[0, unsigned(Math.ceil(memoryBytes / 65536))]])),
      section(SECTION.export, list([[text('memory'), EXPORTED.memory, 0], ...exported])),
      section(SECTION.code, list(bodies)),
    ]),
  )
}

const flat = (code: Code): number[] => (typeof code === 'number' ? [code] : code.flatMap(flat))
const list = (items: readonly Code[]): Code => [unsigned(items.length), items]
const text = (ascii: string): Code => list([...Buffer.from(ascii)])
const sized = (code: Code): Code => [unsigned(flat(code).length), code]
const section = (id: number, content: Code): Code => [id, sized(content)]

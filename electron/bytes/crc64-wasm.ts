import { FOLD_DISTANCES } from './crc64-polynomial'
import { TABLE_BYTES } from './crc64-tables'
import { type Code, i32, i64, local, loopWhile, TYPE, type v128 } from './wasm-code'
import { type WasmFunction, wasmModule } from './wasm-module'

/** What the module exports. Addresses are in bytes; the tables are expected at address 0. */
export type Crc64Wasm = {
  readonly memory: { readonly buffer: ArrayBuffer }
  /**
   * Adds (XOR) to each word from `first` to before `end`, in order, the words that lie the fold
   * distances before it. What is added to, and written, lies `shift` bytes further on.
   */
  fold(first: number, end: number, shift: number): void
  /** The register of the CRC, begun with `register`, after the bytes from `first` to before `end`. */
  sum(register: bigint, first: number, end: number): bigint
}

/** What is folded at once: 8 or 16 bytes. */
export type Word = typeof i64 | typeof v128

/** @returns a module of some 130 instructions, to be compiled; see {@link Crc64Wasm} */
export function crc64Wasm(memoryBytes: number, word: Word): Uint8Array<ArrayBuffer> {
  return wasmModule(memoryBytes, [fold(word), sum()])
}

function fold(word: Word): WasmFunction {
  const [at, end, shift, target, farthest] = [0, 1, 2, 3, 4] as const
  // A load has an address and an offset that can't be negative: all count from the farthest word.
  const longest = Math.max(...FOLD_DISTANCES)
  const folded = FOLD_DISTANCES.reduce<Code>(
    (value, distance) => word.xor(value, word.load(local.get(farthest), longest - distance)),
    word.load(local.get(target), 0),
  )
  return {
    name: 'fold',
    parameters: [TYPE.i32, TYPE.i32, TYPE.i32],
    results: [],
    locals: [TYPE.i32, TYPE.i32],
    body: loopWhile(i32.isLess(local.get(at), local.get(end)), [
      local.set(target, i32.add(local.get(at), local.get(shift))),
      local.set(farthest, i32.subtract(local.get(at), i32.constant(longest))),
      word.store(local.get(target), folded),
      local.set(at, i32.add(local.get(at), i32.constant(word.bytes))),
    ]),
  }
}

/** Eight bytes at once, each by a table of its own ("slicing by 8"), then one by one. */
function sum(): WasmFunction {
  const [register, at, end, mixed] = [0, 1, 2, 3] as const
  const eight = [0, 1, 2, 3, 4, 5, 6, 7].map((index) => lookUp(7 - index, byteOf(mixed, index)))
  const one = i64.xor(
    i64.shiftRight(local.get(register), i64.constant(8)),
    lookUp(0, byteOf(mixed, 0)),
  )
  return {
    name: 'sum',
    parameters: [TYPE.i64, TYPE.i32, TYPE.i32],
    results: [TYPE.i64],
    locals: [TYPE.i64],
    body: [
      // The last of the eight bytes, not the first, lies before the end.
      loopWhile(i32.isLess(i32.add(local.get(at), i32.constant(7)), local.get(end)), [
        local.set(mixed, i64.xor(local.get(register), i64.load(local.get(at), 0))),
        local.set(register, eight.reduce(i64.xor)),
        local.set(at, i32.add(local.get(at), i32.constant(8))),
      ]),
      loopWhile(i32.isLess(local.get(at), local.get(end)), [
        local.set(mixed, i64.xor(local.get(register), i64.loadByte(local.get(at), 0))),
        local.set(register, one),
        local.set(at, i32.add(local.get(at), i32.constant(1))),
      ]),
      local.get(register),
    ],
  }
}

/** A byte of a local i64, as an i32; byte 0 is the lowest. */
function byteOf(variable: number, index: number): Code {
  const shifted = i64.shiftRight(local.get(variable), i64.constant(index * 8))
  return i32.and(i32.wrap(shifted), i32.constant(255))
}

/** The value that a table has for a byte. */
function lookUp(table: number, byte: Code): Code {
  return i64.load(i32.shiftLeft(byte, i32.constant(3)), table * TABLE_BYTES)
}

import { BLOCK_BYTES } from './block'
import { FOLD_DISTANCES, POLYNOMIAL } from './crc64-polynomial'
import { crc64Tables, TABLE_BYTES, TABLE_COUNT } from './crc64-tables'
import { type Crc64Wasm, crc64Wasm, type Word } from './crc64-wasm'
import { i64, v128 } from './wasm-code'

/**
 * The CRC-64/XZ of bytes that follow others.
 * @param crc that of all bytes before; 0n when there are none
 */
export type Crc64Kernel = (crc: bigint, bytes: Uint8Array) => bigint

/** The part of it that is used here: Node's types lack it. */
declare const WebAssembly: {
  validate(module: Uint8Array): boolean
  instantiate(module: Uint8Array): Promise<{ readonly instance: { readonly exports: Crc64Wasm } }>
}

const wholeWords = (bytes: number) => Math.ceil(bytes / v128.bytes) * v128.bytes

/** As far from its place a byte is added at most. */
const WINDOW_BYTES = wholeWords(Math.max(...FOLD_DISTANCES))
/** With fewer bytes there is more to sum than to fold. */
const FOLDED_FROM_BYTES = 2 * WINDOW_BYTES

// The memory: tables | zeros | head | zeros | tail. Zeros stand for what is not there.
const HEAD_AT = TABLE_COUNT * TABLE_BYTES + WINDOW_BYTES
const TAIL_AT = HEAD_AT + BLOCK_BYTES + WINDOW_BYTES
const MEMORY_BYTES = TAIL_AT + FOLDED_FROM_BYTES

/** 16 bytes at once, unless the processor is too old for that. */
const bestWord = (): Word => (WebAssembly.validate(crc64Wasm(MEMORY_BYTES, v128)) ? v128 : i64)

/**
 * Sums what is copied into the memory of a WebAssembly instance. Of a block all but the last 3 KiB
 * are folded into what follows them; the tables, which are slower by far, sum the rest.
 * @param word what is folded at once
 * @returns after compiling; nothing of a sum stays in it, so one serves many
 */
export async function createCrc64Kernel(word: Word = bestWord()): Promise<Crc64Kernel> {
  const { instance } = await WebAssembly.instantiate(crc64Wasm(MEMORY_BYTES, word))
  const { memory, fold, sum } = instance.exports
  const inside = new Uint8Array(memory.buffer)
  const view = new DataView(memory.buffer)
  inside.set(new Uint8Array(crc64Tables(POLYNOMIAL).buffer))

  function sumFew(register: bigint, bytes: Uint8Array): bigint {
    inside.set(bytes, TAIL_AT)
    return sum(register, TAIL_AT, TAIL_AT + bytes.length)
  }

  function sumMany(register: bigint, bytes: Uint8Array): bigint {
    const headBytes = bytes.length - WINDOW_BYTES - (bytes.length % v128.bytes)
    const headEnd = HEAD_AT + headBytes
    inside.set(bytes.subarray(0, headBytes), HEAD_AT)
    inside.fill(0, headEnd, headEnd + WINDOW_BYTES)
    // A register of zero gives the same, once the register is added to the first 8 bytes.
    view.setBigUint64(HEAD_AT, view.getBigUint64(HEAD_AT, true) ^ register, true)
    fold(HEAD_AT, headEnd, 0)
    // The tail gets what the head adds to it. What it would add itself is read as zeros.
    const tail = bytes.subarray(headBytes)
    inside.set(tail, TAIL_AT)
    fold(headEnd, headEnd + WINDOW_BYTES, TAIL_AT - headEnd)
    return sum(0n, TAIL_AT, TAIL_AT + tail.length)
  }

  return (crc, bytes) => {
    let register = inverted(crc)
    for (let first = 0; first < bytes.length; first += BLOCK_BYTES) {
      const block = bytes.subarray(first, first + BLOCK_BYTES)
      const next = block.length < FOLDED_FROM_BYTES ? sumFew : sumMany
      // WebAssembly answers with a signed number.
      register = BigInt.asUintN(64, next(register, block))
    }
    return inverted(register)
  }
}

/** The register begins with ones, and the CRC is its inverse. */
const inverted = (register: bigint) => BigInt.asUintN(64, ~register)

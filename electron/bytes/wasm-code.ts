/**
 * The few words of WebAssembly that the CRC64 kernel is written in, each as its bytes
 * (https://webassembly.github.io/spec/core/binary/instructions.html). An instruction takes the
 * code of its operands, so that a program reads as expressions: `i64.xor(a, b)`.
 */
export type Code = number | readonly Code[]

/** The types that parameters, results and locals have here. */
export const TYPE = { i32: 0x7f, i64: 0x7e } as const

/** Unsigned LEB128, the form of indices, offsets and lengths. */
export function unsigned(value: number): Code {
  return value < 0x80 ? value : [(value & 0x7f) | 0x80, unsigned(value >>> 7)]
}

/** Signed LEB128, the form of constants. */
function signed(value: number): Code {
  return value >= -0x40 && value < 0x40 ? value & 0x7f : [(value & 0x7f) | 0x80, signed(value >> 7)]
}

/** Any alignment, and how far behind the address. */
const at = (offset: number): Code => [0, unsigned(offset)]

/** Parameters, then locals, by number. */
export const local = {
  get: (index: number): Code => [0x20, index],
  set: (index: number, value: Code): Code => [value, 0x21, index],
}

/** Addresses are i32; comparisons are unsigned. */
export const i32 = {
  constant: (value: number): Code => [0x41, signed(value)],
  isLess: (a: Code, b: Code): Code => [a, b, 0x49],
  isZero: (a: Code): Code => [a, 0x45],
  add: (a: Code, b: Code): Code => [a, b, 0x6a],
  subtract: (a: Code, b: Code): Code => [a, b, 0x6b],
  and: (a: Code, b: Code): Code => [a, b, 0x71],
  shiftLeft: (a: Code, bits: Code): Code => [a, bits, 0x74],
  /** The lower half of an i64. */
  wrap: (a: Code): Code => [a, 0xa7],
}

/** 8 bytes at once; shifts are unsigned. */
export const i64 = {
  bytes: 8,
  constant: (value: number): Code => [0x42, signed(value)],
  load: (address: Code, offset: number): Code => [address, 0x29, at(offset)],
  /** One byte, the rest of the i64 is zero. */
  loadByte: (address: Code, offset: number): Code => [address, 0x31, at(offset)],
  store: (address: Code, value: Code): Code => [address, value, 0x37, at(0)],
  xor: (a: Code, b: Code): Code => [a, b, 0x85],
  shiftRight: (a: Code, bits: Code): Code => [a, bits, 0x88],
}

/** 16 bytes at once (SIMD), which V8 compiles for x86 from SSE4.1 on and for every ARM64. */
export const v128 = {
  bytes: 16,
  load: (address: Code, offset: number): Code => [address, 0xfd, 0x00, at(offset)],
  store: (address: Code, value: Code): Code => [address, value, 0xfd, 0x0b, at(0)],
  xor: (a: Code, b: Code): Code => [a, b, 0xfd, unsigned(0x51)],
}

/** `block loop`; out of both if the condition is zero; the body, and again; `end end`. */
export const loopWhile = (condition: Code, body: Code): Code => [
  [0x02, 0x40, 0x03, 0x40],
  [i32.isZero(condition), 0x0d, 1],
  [body, 0x0c, 0],
  [0x0b, 0x0b],
]

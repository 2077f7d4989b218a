import { crc64 } from 'hash-wasm'
import { POLYNOMIAL } from '../../electron/bytes/crc64-polynomial'

/** The CRC64 of bytes in OSS's form, by code that the app does not sum with. */
export async function independentCrc64(bytes: Uint8Array): Promise<string> {
  return BigInt(`0x${await crc64(bytes)}`).toString()
}

/** The definition: bit by bit. */
export function crc64ByBits(bytes: Uint8Array): bigint {
  const ones = 2n ** 64n - 1n
  let register = ones
  for (const byte of bytes) {
    register ^= BigInt(byte)
    for (let bit = 0; bit < 8; bit += 1) {
      register = (register >> 1n) ^ (register & 1n ? POLYNOMIAL : 0n)
    }
  }
  return register ^ ones
}

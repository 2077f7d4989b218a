import { POLYNOMIAL } from './crc64-polynomial'

/** The polynomial "1" in reflected form: its coefficient of x^0 is the highest bit. */
const ONE = 1n << 63n

/** powers[k] = x^(2^k) modulo the polynomial; filled as far as it was needed. */
const powers: bigint[] = [ONE >> 1n]

/**
 * CRC of two byte strings joined, from their CRCs alone.
 * In GF(2) the CRC of A followed by n bytes of B is crc(A) * x^(8n) + crc(B), modulo the
 * polynomial (M. Adler's `crc32_combine` in zlib uses the same identity).
 * @param firstCrc, secondCrc CRC values as unsigned 64-bit integers
 * @param secondSizeBytes length of the second byte string
 */
export function combineCrc64(firstCrc: bigint, secondCrc: bigint, secondSizeBytes: number): bigint {
  return multiply(firstCrc, shiftBy(BigInt(secondSizeBytes) * 8n)) ^ secondCrc
}

/**
 * CRC of a whole object from the CRCs of its parts in order, in OSS's unsigned decimal form.
 * Equal part sizes, the usual case, cost one multiplication each.
 */
export function combineParts(parts: readonly { crc64: string; sizeBytes: number }[]): string {
  const shifts = new Map<number, bigint>()
  let whole = 0n
  for (const part of parts) {
    const shift = shifts.get(part.sizeBytes) ?? shiftBy(BigInt(part.sizeBytes) * 8n)
    shifts.set(part.sizeBytes, shift)
    whole = multiply(whole, shift) ^ BigInt(part.crc64)
  }
  return whole.toString()
}

/** x^exponent modulo the polynomial. */
function shiftBy(exponent: bigint): bigint {
  let result = ONE
  for (let bit = 0; exponent >> BigInt(bit) > 0n; bit += 1) {
    if ((exponent >> BigInt(bit)) & 1n) result = multiply(result, power(bit))
  }
  return result
}

function power(index: number): bigint {
  while (powers.length <= index) {
    const last = powers.at(-1) ?? ONE
    powers.push(multiply(last, last))
  }
  return powers[index] ?? ONE
}

/** Product of two reflected polynomials modulo the polynomial. */
function multiply(a: bigint, b: bigint): bigint {
  let product = 0n
  let shifted = b
  for (let bit = ONE; bit > 0n; bit >>= 1n) {
    if (a & bit) product ^= shifted
    shifted = shifted & 1n ? (shifted >> 1n) ^ POLYNOMIAL : shifted >> 1n
  }
  return product
}

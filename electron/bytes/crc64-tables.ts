/** One table has a 64-bit value for each byte. */
export const TABLE_BYTES = 256 * 8
/** As many as bytes are summed at once. */
export const TABLE_COUNT = 8

/**
 * Table k tells what a byte does to the register that k more bytes follow. They are made in a
 * millisecond.
 * @param polynomial in reflected form
 * @returns all tables, one after the other
 */
export function crc64Tables(polynomial: bigint): BigUint64Array<ArrayBuffer> {
  const tables = new BigUint64Array(TABLE_COUNT * 256)
  const valueAt = (index: number) => tables[index] ?? 0n
  for (let byte = 0; byte < 256; byte += 1) {
    let value = BigInt(byte)
    for (let bit = 0; bit < 8; bit += 1) value = (value >> 1n) ^ (value & 1n ? polynomial : 0n)
    tables[byte] = value
  }
  for (let index = 256; index < tables.length; index += 1) {
    const shorter = valueAt(index - 256)
    tables[index] = (shorter >> 8n) ^ valueAt(Number(shorter & 255n))
  }
  return tables
}

/** OSS's form of a CRC, as in `x-oss-hash-crc64ecma`: unsigned decimal. */
export function decimalOf(crc: bigint): string {
  return crc.toString()
}

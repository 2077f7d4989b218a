/**
 * CRC-64/XZ (ECMA-182), the polynomial of `x-oss-hash-crc64ecma`, in reflected form: bit 63 is the
 * coefficient of x^0, and x^64 is not written.
 */
export const POLYNOMIAL = 0xc96c5795d7870f42n

/**
 * Bytes may be taken out of a message without a change of its CRC, if they are added (XOR) at each
 * of these distances, in bytes, further on: 1 + x^-8a + x^-8b + ... is 0 modulo the polynomial for
 * these a, b, ... Adding costs far less than dividing by the polynomial, which has 34 terms.
 * The idea is S. Russell's ("Chorba", https://arxiv.org/abs/2412.16398).
 *
 * Found by searching powers of x whose sum is 0. It takes an odd number of them, since x + 1 divides
 * the polynomial; seven are the fewest that lie near (five are to be expected at 16 KiB). None is
 * short: a processor waits for bytes that were only just written, when they are read across the
 * edges of two words.
 */
export const FOLD_DISTANCES: readonly number[] = [915, 920, 1186, 1846, 2345, 3031, 3165]

import type { Block } from '../bytes/block'
import type { FileIdentity } from './source-file'

/** A small file as it was read: whole, and the same before and after. */
export type ReadWhole = FileIdentity & {
  /** Of its bytes, in OSS's form (unsigned decimal). */
  readonly crc64: string
  /** Of its bytes, base64. */
  readonly md5: string
}

/** What came of the wish to read a file at once. `changed` while it was read. */
export type WholeAnswer =
  | ({ readonly kind: 'read' } & ReadWhole)
  | { readonly kind: 'too-large' | 'not-regular' | 'changed' }

/**
 * All that one small file needs of the disk, done in one go. Where files go by the thousand, asking
 * is what costs, not the disk: a system call through Node's own threads takes 15 to 25 µs each way.
 */
export type Disk = {
  /**
   * Reads a file that fits into the block, between two looks whether it is the same.
   * @throws the errno of the file system; AppError UNEXPECTED when the thread died
   */
  readWhole(path: string, block: Block): Promise<WholeAnswer>
  close(): Promise<void>
}

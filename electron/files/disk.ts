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

/** The bytes of a part file, and what becomes of it when they are right. */
export type Storing = {
  readonly path: string
  readonly sizeBytes: number
  /** It gets its name in the same go, where that is quick. */
  readonly as?: NewName | undefined
}

/** The name of a part file whose bytes sum up to what they should. */
export type NewName = {
  readonly to: string
  /** Whether what has the name is replaced. */
  readonly isOver: boolean
  /** Unsigned decimal. */
  readonly crc64: string
}

/** A part file with all its bytes, still open. */
export type StoredPart = {
  readonly kind: 'stored'
  readonly fd: number
  /** `fileIdOf` */
  readonly fileId: string
  /** Of its bytes, unsigned decimal. */
  readonly crc64: string
}

/** A file that has its name, bytes and name synced. */
export type StoredFile = {
  readonly kind: 'placed'
  /** True when the old name is still there, too: somebody holds the file just now. */
  readonly isLinked: boolean
}

/** A part file that shall get its name. */
export type Placing = {
  /** Is closed first, whatever comes of it: Windows gives no name to a file that is open. */
  readonly fd: number
  readonly from: string
  readonly to: string
  /** Whether what has the name is replaced. */
  readonly isOver: boolean
}

/**
 * `taken`: the name is somebody else's. `linked`: it has the name, and its old one too. `untried`:
 * the usual way is closed on this file system, or just now; nothing has changed.
 */
export type PlaceAnswer = 'placed' | 'taken' | 'linked' | 'untried'

/**
 * All that one small file needs of the disk, done in one go. Where files go by the thousand, asking
 * is what costs, not the disk: a system call through Node's own threads takes 15 to 25 µs each way.
 * Each throws the errno of the file system, or AppError UNEXPECTED when the thread died.
 */
export type Disk = {
  /** Reads a file that fits into the block, between two looks whether it is the same. */
  readWhole(path: string, block: Block): Promise<WholeAnswer>
  /**
   * Makes a part file of the first bytes of a block, in place of one that a killed run left, and a
   * file of that when it is told its name. It remains an open part file, not synced, where syncing
   * takes milliseconds, which would hold up others, where its sum is wrong, and where the name is
   * taken. A failure leaves no file.
   */
  store(storing: Storing, block: Block): Promise<StoredPart | StoredFile>
  /** Gives a part file its name. What throws is the closing alone. */
  place(placing: Placing): Promise<PlaceAnswer>
  close(): Promise<void>
}

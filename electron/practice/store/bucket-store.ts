import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileAlreadyExists, noSuchUpload } from '../oss-error'
import type { PracticeBucket } from '../practice-options'
import {
  applyEvent,
  emptyBucketState,
  eventsOf,
  type OpenUpload,
  segmentIdsOf,
} from './bucket-state'
import { type ContentPool, openContentPool } from './content-pool'
import { openJournal, readJournal, replaceJournal } from './journal'
import { createKeyIndex, type KeyIndex } from './key-index'
import {
  type ObjectRecord,
  type PartRecord,
  parseStoreEvent,
  type StoreEvent,
  type UploadRecord,
} from './records'

/** One bucket: what it holds, and changes that are on disk when the call returns. */
export type BucketStore = {
  readonly bucket: PracticeBucket
  readonly pool: ContentPool
  readonly keys: KeyIndex
  get(key: string): ObjectRecord | undefined
  /**
   * Makes an object visible. The check for an existing one and the change are one step, so of two
   * that race with `forbidOverwrite` one wins.
   * @param uploadId ends this upload, whose parts the object is made of
   * @throws OssError FileAlreadyExists | NoSuchUpload
   */
  put(object: ObjectRecord, how: { forbidOverwrite: boolean; uploadId?: string }): void
  delete(key: string): void
  uploads(): Iterable<OpenUpload>
  /** @throws OssError NoSuchUpload, also when the upload belongs to another key */
  upload(key: string, uploadId: string): OpenUpload
  startUpload(upload: UploadRecord): void
  /** @throws OssError NoSuchUpload when it ended meanwhile; the part's file is removed then */
  addPart(uploadId: string, part: PartRecord): void
  abortUpload(uploadId: string): void
  close(): Promise<void>
}

/** Opens (or makes) the bucket's folder: `journal.ndjson` and `content/`. */
export async function openBucketStore(
  rootFolder: string,
  bucket: PracticeBucket,
  newId: () => string,
): Promise<BucketStore> {
  const folder = join(rootFolder, bucket.name)
  await mkdir(folder, { recursive: true })
  const journalPath = join(folder, 'journal.ndjson')
  const state = emptyBucketState()
  let lines = 0
  for await (const line of readJournal(journalPath)) {
    lines += 1
    const event = parseStoreEvent(line)
    if (event) applyEvent(state, event)
  }
  const live = [...eventsOf(state)]
  if (lines > live.length) {
    await replaceJournal(
      journalPath,
      live.map((event) => JSON.stringify(event)),
    )
  }
  const pool = await openContentPool(join(folder, 'content'), segmentIdsOf(state), newId)
  const journal = openJournal(journalPath)
  const keys = createKeyIndex(state.objects.keys())

  function commit(event: StoreEvent): void {
    journal.append(JSON.stringify(event))
    pool.discard(applyEvent(state, event))
  }

  return {
    bucket,
    pool,
    keys,
    get: (key) => state.objects.get(key),
    put(object, { forbidOverwrite, uploadId }) {
      if (uploadId !== undefined && !state.uploads.has(uploadId)) throw noSuchUpload(uploadId)
      if (forbidOverwrite && state.objects.has(object.key)) throw fileAlreadyExists()
      commit({ op: 'put', object, ...(uploadId === undefined ? {} : { uploadId }) })
      keys.add(object.key)
    },
    delete(key) {
      if (!state.objects.has(key)) return
      commit({ op: 'delete', key })
      keys.remove(key)
    },
    uploads: () => state.uploads.values(),
    upload(key, uploadId) {
      const open = state.uploads.get(uploadId)
      if (open?.upload.key !== key) throw noSuchUpload(uploadId)
      return open
    },
    startUpload: (upload) => commit({ op: 'start', upload }),
    addPart(uploadId, part) {
      if (!state.uploads.has(uploadId)) {
        pool.discard([part.segment])
        throw noSuchUpload(uploadId)
      }
      commit({ op: 'part', uploadId, part })
    },
    abortUpload: (uploadId) => commit({ op: 'abort', uploadId }),
    async close() {
      journal.close()
      await pool.settled()
    },
  }
}

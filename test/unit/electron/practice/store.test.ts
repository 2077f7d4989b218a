import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listPage } from '../../../../electron/practice/listing'
import {
  applyEvent,
  emptyBucketState,
  eventsOf,
  segmentIdsOf,
} from '../../../../electron/practice/store/bucket-state'
import { createKeyIndex } from '../../../../electron/practice/store/key-index'
import { compareKeys } from '../../../../electron/practice/store/key-order'
import { parseStoreEvent, type StoreEvent } from '../../../../electron/practice/store/records'

const anyKey = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })
/** Few letters, so that prefixes and groups meet. */
const folderKey = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '\u{1F389}', '\uFFFD'),
  minLength: 1,
  maxLength: 6,
})

describe('the order of keys', () => {
  it('is the order of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(anyKey, anyKey, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
    )
    expect(compareKeys('\u{1F389}', '\uFFFD')).toBeGreaterThan(0)
  })

  it('is kept while keys come and go', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), folderKey)), (changes) => {
        const index = createKeyIndex()
        const expected = new Set<string>()
        for (const [adds, key] of changes) {
          if (adds) index.add(key)
          else index.remove(key)
          if (adds) expected.add(key)
          else expected.delete(key)
        }
        const keys = Array.from({ length: index.length }, (_, position) => index.at(position))
        expect(keys).toEqual([...expected].sort(compareKeys))
      }),
    )
  })
})

/** A listing as the definition says, without any cleverness. */
function plainListing(
  keys: readonly string[],
  prefix: string,
  delimiter: string,
): readonly string[] {
  const names = keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => {
      const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
      return cut < 0 ? key : key.slice(0, cut + delimiter.length)
    })
  return [...new Set(names)].sort(compareKeys)
}

describe('a listing', () => {
  it('cut into pages of any size gives each entry once, in order', () => {
    const keys = fc.uniqueArray(folderKey, { maxLength: 40 })
    const prefix = fc.constantFrom('', 'a', 'a/', 'b/a', '\u{1F389}')
    const delimiter = fc.constantFrom('', '/', 'a/')
    fc.assert(
      fc.property(
        keys,
        prefix,
        delimiter,
        fc.integer({ min: 1, max: 5 }),
        (all, start, cut, maxKeys) => {
          const index = createKeyIndex(all)
          const seen: string[] = []
          let after: string | undefined = ''
          for (let pages = 0; after !== undefined; pages += 1) {
            expect(pages).toBeLessThan(100)
            const page = listPage(index, { prefix: start, after, delimiter: cut, maxKeys })
            seen.push(...[...page.keys, ...page.commonPrefixes].sort(compareKeys))
            after = page.next
          }
          expect(seen).toEqual(plainListing(all, start, cut))
        },
      ),
    )
  })
})

const segment = (id: string) => ({ id, sizeBytes: 1 })
const put = (key: string, id: string): StoreEvent => ({
  op: 'put',
  object: {
    key,
    segments: [segment(id)],
    sizeBytes: 1,
    etag: '',
    crc64: '0',
    type: 'Normal',
    headers: {},
    modifiedMs: 0,
  },
})

describe('the state of a bucket', () => {
  it('is the same when it is read back from the shortest journal', () => {
    const keys = fc.constantFrom('a', 'b', 'c')
    const uploads = fc.constantFrom('u', 'v')
    const id = fc.uuid()
    const event: fc.Arbitrary<StoreEvent> = fc.oneof(
      fc.tuple(keys, id).map(([key, name]) => put(key, name)),
      keys.map((key) => ({ op: 'delete' as const, key })),
      uploads.map((uploadId) => ({
        op: 'start' as const,
        upload: { uploadId, key: 'k', headers: {}, forbidOverwrite: false, initiatedMs: 0 },
      })),
      fc.tuple(uploads, fc.integer({ min: 1, max: 3 }), id).map(([uploadId, number, name]) => ({
        op: 'part' as const,
        uploadId,
        part: { number, segment: segment(name), etag: '', crc64: '0', modifiedMs: 0 },
      })),
      uploads.map((uploadId) => ({ op: 'abort' as const, uploadId })),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const state = emptyBucketState()
        for (const one of events) applyEvent(state, one)
        const again = emptyBucketState()
        for (const one of eventsOf(state)) {
          const read = parseStoreEvent(JSON.stringify(one))
          if (read) applyEvent(again, read)
        }
        expect(again).toEqual(state)
      }),
    )
  })

  it('releases the files of what was replaced, removed, aborted, or left out of Complete', () => {
    const state = emptyBucketState()
    const released = (event: StoreEvent) => applyEvent(state, event).map(({ id }) => id)
    const upload = { uploadId: 'u', key: 'k', headers: {}, forbidOverwrite: false, initiatedMs: 0 }
    const part = (number: number, id: string): StoreEvent => ({
      op: 'part',
      uploadId: 'u',
      part: { number, segment: segment(id), etag: '', crc64: '0', modifiedMs: 0 },
    })
    expect(released(put('a', '1'))).toEqual([])
    expect(released(put('a', '2'))).toEqual(['1'])
    expect(released({ op: 'delete', key: 'a' })).toEqual(['2'])
    released({ op: 'start', upload })
    released(part(1, '3'))
    expect(released(part(1, '4'))).toEqual(['3'])
    released(part(2, '5'))
    expect(released({ ...put('k', '4'), uploadId: 'u' } as StoreEvent)).toEqual(['5'])
    expect([...segmentIdsOf(state)]).toEqual(['4'])
    expect(released(part(3, '6'))).toEqual(['6'])
  })

  it.each(['', '{', '[]', '{"op":"put"}', '{"op":"other"}', 'null'])(
    'does not read the damaged line %j',
    (line) => {
      expect(parseStoreEvent(line)).toBeUndefined()
    },
  )
})

import type { ObjectRecord, PartRecord, Segment, StoreEvent, UploadRecord } from './records'

/** An upload with the parts that arrived. */
export type OpenUpload = { readonly upload: UploadRecord; readonly parts: Map<number, PartRecord> }

/** What a bucket holds, in memory. */
export type BucketState = {
  readonly objects: Map<string, ObjectRecord>
  readonly uploads: Map<string, OpenUpload>
}

export function emptyBucketState(): BucketState {
  return { objects: new Map(), uploads: new Map() }
}

function partSegments(open: OpenUpload | undefined): Segment[] {
  return [...(open?.parts.values() ?? [])].map((part) => part.segment)
}

/**
 * Changes the state as the event says; the same function serves requests and the start.
 * @returns files of the content pool that nothing refers to any more
 */
export function applyEvent(state: BucketState, event: StoreEvent): readonly Segment[] {
  switch (event.op) {
    case 'put': {
      const { object, uploadId } = event
      const released = state.objects.get(object.key)?.segments.slice() ?? []
      state.objects.set(object.key, object)
      if (uploadId === undefined) return released
      const kept = new Set(object.segments.map((segment) => segment.id))
      const leftOver = partSegments(state.uploads.get(uploadId)).filter(({ id }) => !kept.has(id))
      state.uploads.delete(uploadId)
      return [...released, ...leftOver]
    }
    case 'delete': {
      const released = state.objects.get(event.key)?.segments ?? []
      state.objects.delete(event.key)
      return released
    }
    case 'start':
      state.uploads.set(event.upload.uploadId, { upload: event.upload, parts: new Map() })
      return []
    case 'part': {
      const parts = state.uploads.get(event.uploadId)?.parts
      if (!parts) return [event.part.segment]
      const before = parts.get(event.part.number)
      parts.set(event.part.number, event.part)
      return before ? [before.segment] : []
    }
    case 'abort': {
      const released = partSegments(state.uploads.get(event.uploadId))
      state.uploads.delete(event.uploadId)
      return released
    }
  }
}

/** The shortest list of events that makes this state. */
export function* eventsOf(state: BucketState): Generator<StoreEvent> {
  for (const object of state.objects.values()) yield { op: 'put', object }
  for (const { upload, parts } of state.uploads.values()) {
    yield { op: 'start', upload }
    for (const part of parts.values()) yield { op: 'part', uploadId: upload.uploadId, part }
  }
}

/** Every file that the state refers to. */
export function segmentIdsOf(state: BucketState): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const object of state.objects.values()) for (const { id } of object.segments) ids.add(id)
  for (const open of state.uploads.values()) for (const { id } of partSegments(open)) ids.add(id)
  return ids
}

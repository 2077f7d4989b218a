import type { Crc64Hasher } from '../crc64-hashers'
import type { Exchange } from '../exchange'
import type { PracticeOperation } from '../operations'
import type { PracticeCredential } from '../practice-options'
import type { Query } from '../query-string'
import type { BucketStore } from '../store/bucket-store'

/** What all calls share. */
export type World = {
  readonly stores: ReadonlyMap<string, BucketStore>
  readonly takeHasher: () => Promise<Crc64Hasher>
  /** Random lower-case hex that nobody can guess. */
  readonly newId: () => string
  readonly discardBodies: boolean
}

/** A call whose signature and permission are in order. */
export type ServiceCall = {
  readonly world: World
  readonly exchange: Exchange
  readonly query: Query
  /** undefined for an anonymous request. */
  readonly credential: PracticeCredential | undefined
}

/** The same on a bucket that exists. */
export type BucketCall = ServiceCall & { readonly store: BucketStore }

/** The same on a key that is allowed. */
export type ObjectCall = BucketCall & { readonly key: string }

export type Handler = (call: ObjectCall) => Promise<void> | void
export type Handlers = Readonly<Record<Exclude<PracticeOperation, 'ListBuckets'>, Handler>>

import { sendXml } from '../exchange'
import type { PracticeBucket } from '../practice-options'
import type { XmlNode } from '../xml'
import type { BucketCall, ObjectCall, ServiceCall } from './call'

/** The account that owns everything here. */
export const OWNER: XmlNode = [
  'Owner',
  [
    ['ID', '0000000000000000'],
    ['DisplayName', 'practice'],
  ],
]

/** Buckets have no history: they are as old as this fixed day. */
const CREATED = '2026-11-23T00:00:00.000Z'

/** `oss-cn-hangzhou.aliyuncs.com` */
export function extranetEndpoint(region: string): string {
  return `oss-${region}.aliyuncs.com`
}

function bucketFields({ name, region }: PracticeBucket): readonly XmlNode[] {
  return [
    ['Name', name],
    ['Location', `oss-${region}`],
    ['Region', region],
    ['CreationDate', CREATED],
    ['StorageClass', 'Standard'],
    ['ExtranetEndpoint', extranetEndpoint(region)],
    ['IntranetEndpoint', `oss-${region}-internal.aliyuncs.com`],
  ]
}

function acl({ bucket }: BucketCall['store']): XmlNode {
  return ['AccessControlList', [['Grant', bucket.acl ?? 'private']]]
}

/** ListBuckets: all of them on one page. */
export function listBuckets({ exchange, world }: ServiceCall): void {
  const buckets = [...world.stores.values()].map(
    ({ bucket }): XmlNode => ['Bucket', bucketFields(bucket)],
  )
  sendXml(exchange, ['ListAllMyBucketsResult', [OWNER, ['Buckets', buckets]]])
}

/** GetBucketInfo. */
export function getBucketInfo({ exchange, store }: BucketCall): void {
  const bucket: readonly XmlNode[] = [...bucketFields(store.bucket), OWNER, acl(store)]
  sendXml(exchange, ['BucketInfo', [['Bucket', bucket]]])
}

/** GetBucketLocation. */
export function getBucketLocation({ exchange, store }: BucketCall): void {
  sendXml(exchange, ['LocationConstraint', `oss-${store.bucket.region}`])
}

/** GetBucketAcl. */
export function getBucketAcl({ exchange, store }: BucketCall): void {
  sendXml(exchange, ['AccessControlPolicy', [OWNER, acl(store)]])
}

/** GetObjectAcl: objects have the ACL of their bucket. */
export function getObjectAcl({ exchange }: ObjectCall): void {
  sendXml(exchange, ['AccessControlPolicy', [OWNER, ['AccessControlList', [['Grant', 'default']]]]])
}

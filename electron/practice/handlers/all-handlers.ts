import { getBucketAcl, getBucketInfo, getBucketLocation, getObjectAcl } from './bucket-info'
import type { Handlers } from './call'
import { completeMultipartUpload } from './complete-upload'
import { copyObject } from './copy-object'
import { deleteMultipleObjects, deleteObject } from './delete-objects'
import { getObject, getObjectMeta, headObject } from './get-object'
import { listObjects, listObjectsV2 } from './list-objects'
import { listParts } from './list-parts'
import { listMultipartUploads } from './list-uploads'
import { abortMultipartUpload, initiateMultipartUpload, uploadPart } from './multipart-upload'
import { putObject } from './put-object'

/** Who answers which call on a bucket or an object. */
export const HANDLERS: Handlers = {
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  GetBucketInfo: getBucketInfo,
  GetBucketLocation: getBucketLocation,
  GetBucketAcl: getBucketAcl,
  ListMultipartUploads: listMultipartUploads,
  DeleteMultipleObjects: deleteMultipleObjects,
  GetObject: getObject,
  HeadObject: headObject,
  GetObjectMeta: getObjectMeta,
  GetObjectAcl: getObjectAcl,
  PutObject: putObject,
  CopyObject: copyObject,
  DeleteObject: deleteObject,
  InitiateMultipartUpload: initiateMultipartUpload,
  UploadPart: uploadPart,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
  ListParts: listParts,
}

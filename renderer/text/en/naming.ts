import type { BucketProblem } from '../../../shared/bucket-name'
import type { ConnectionProblem } from '../../../shared/connection-problem'
import type { EndpointProblem } from '../../../shared/endpoint'
import type { ValidityProblem } from '../../../shared/link-validity'
import type { NamingProblem } from '../../../shared/object-key'

const names = {
  DIRECTORY_EMPTY: 'Enter the directory in the bucket that the files go to, such as docs.',
  DIRECTORY_STARTS_WITH_SPACE: 'The directory starts with an invisible character; type it anew.',
  DIRECTORY_STARTS_WITH_SLASH: 'The directory may not start with “/”. Leave it out.',
  DIRECTORY_STARTS_WITH_BACKSLASH: 'The directory may not start with “\\”. Leave it out.',
  DIRECTORY_HAS_DOT_SEGMENT: 'The directory may not hold “.” or “..” between slashes.',
  DIRECTORY_HAS_EMPTY_SEGMENT: 'The directory holds two slashes in a row; one is enough.',
  DIRECTORY_HAS_CONTROL_CHARACTER:
    'The directory holds a character that can’t be shown, such as a line break.',
  FOLDER_HAS_DOT_SEGMENT: 'A folder of this drop is named “.” or “..”; rename it.',
  FOLDER_HAS_EMPTY_SEGMENT: 'A folder of this drop has no name.',
  FOLDER_HAS_CONTROL_CHARACTER:
    'The name of a folder holds a character that can’t be shown; rename it.',
  NAME_EMPTY: 'The file has no name.',
  NAME_STARTS_WITH_SPACE: 'The name starts with an invisible character; type it anew.',
  NAME_STARTS_WITH_SLASH: 'The name may not start with “/”.',
  NAME_STARTS_WITH_BACKSLASH: 'The name may not start with “\\”.',
  NAME_HAS_SLASH: 'The name may not hold “/”. Folders belong into the directory.',
  NAME_IS_DOT_SEGMENT: 'The name may not be “.” or “..”.',
  NAME_HAS_CONTROL_CHARACTER:
    'The name holds a character that can’t be shown, such as a line break.',
  KEY_TOO_LONG:
    'Directory and name together are longer than OSS allows (1,023 bytes; a Chinese character takes 3).',
  KEY_HAS_LONE_SURROGATE: 'The name holds half a character; rename the file.',
} satisfies Record<NamingProblem, string>

const endpoints = {
  ENDPOINT_EMPTY: 'Choose a region or type an endpoint.',
  ENDPOINT_HAS_SPACE: 'There may be no space inside.',
  ENDPOINT_BAD_SCHEME: 'Only https:// and http:// are possible.',
  ENDPOINT_HAS_USERINFO: 'Leave out what stands before “@”: keys belong into their own fields.',
  ENDPOINT_HAS_QUERY: 'Leave out everything from “?” or “#” on.',
  ENDPOINT_HAS_PATH: 'Leave out everything after the host.',
  ENDPOINT_HAS_BUCKET: 'This address contains the bucket; the bucket has its own field.',
  ENDPOINT_IS_S3: 'This is the S3 form of the address; the app speaks OSS.',
  ENDPOINT_BAD_PORT: 'This port can’t be right.',
  ENDPOINT_BAD_HOST: 'This is no complete host name, such as oss-cn-hangzhou.aliyuncs.com.',
} satisfies Record<EndpointProblem, string>

const buckets = {
  BUCKET_EMPTY: 'Enter the bucket’s name.',
  BUCKET_HAS_SPACE: 'A bucket’s name has no spaces.',
  BUCKET_HAS_UPPERCASE: 'A bucket’s name has small letters only.',
  BUCKET_IS_URL: 'Only the bucket’s name, without host or path.',
  BUCKET_HAS_BAD_CHARACTER: 'A bucket’s name has only a–z, 0–9 and “-”.',
  BUCKET_STARTS_OR_ENDS_WITH_HYPHEN: 'A bucket’s name neither starts nor ends with “-”.',
  BUCKET_TOO_SHORT: 'A bucket’s name has at least 3 characters.',
  BUCKET_TOO_LONG: 'A bucket’s name has at most 63 characters.',
} satisfies Record<BucketProblem, string>

const connections = {
  REGION_NEEDED: 'Choose the region in which the bucket was made; this address does not tell it.',
  REGION_BAD: 'A region looks like cn-hangzhou.',
  DOMAIN_IS_OSS:
    'This is an address of OSS itself. Choose “OSS endpoint” above, or enter your own domain.',
  LINK_DOMAIN_IS_OSS: 'This is an address of OSS itself. Leave the domain for links empty.',
  LINK_DOMAIN_BAD: 'This is no complete domain, such as files.example.com.',
  ADDRESS_NEEDS_PATH_STYLE:
    'A server without a name needs the bucket in the path; turn that on under “Advanced”.',
  NEW_HOST_NEEDS_SECRET:
    'This is another server than before. Type AccessKey ID and Secret again, so that the stored key goes nowhere unasked.',
  PRACTICE_IS_FIXED: 'The practice bucket is kept by the app itself and can’t be edited.',
} satisfies Record<ConnectionProblem, string>

const validities = {
  VALIDITY_EMPTY: 'Enter for how many seconds links shall be valid.',
  VALIDITY_NOT_A_NUMBER: 'Enter the seconds as a number, such as 3600.',
  VALIDITY_NOT_WHOLE: 'Enter whole seconds.',
  VALIDITY_TOO_SHORT: 'A link is valid for at least 1 second.',
  VALIDITY_TOO_LONG:
    'No link can be valid for so long: with signature V4 at most 604,800 seconds (7 days).',
} satisfies Record<ValidityProblem, string>

/** Why a name, an address, or a bucket can't be used; one sentence per problem of `shared/`. */
export const naming = { ...names, ...endpoints, ...buckets, ...connections, ...validities }

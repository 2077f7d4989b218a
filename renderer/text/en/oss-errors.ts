import type { AppErrorCode } from '../../../shared/errors'
import type { ErrorWords } from '../error-words'

/** What OSS answers, in words. */
export const ossErrors = {
  OSS_KEY_UNKNOWN: {
    what: 'OSS does not know this AccessKey ID.',
    next: 'Copy the AccessKey ID again and check that the key was not deleted.',
  },
  OSS_KEY_DISABLED: {
    what: 'This AccessKey is disabled.',
    next: 'Enable it in the RAM console, or use another key.',
  },
  OSS_KEY_ADDRESS_NOT_ALLOWED: {
    what: 'This AccessKey may not be used from this computer’s network address.',
    next: 'Add the address to the key’s network access rule in the RAM console, or use another network.',
  },
  OSS_SECRET_WRONG: {
    what: 'The AccessKey Secret does not belong to this AccessKey ID.',
    next: 'Edit the connection and copy the secret again, whole and without spaces.',
  },
  OSS_TOKEN_INVALID: {
    what: 'The STS token does not belong to this AccessKey.',
    next: 'Fetch new temporary credentials and enter all three values together.',
  },
  OSS_TOKEN_EXPIRED: {
    what: 'The temporary credentials (STS) have expired.',
    next: 'Fetch new ones, edit the connection, and retry. Nothing in the queue is lost.',
  },
  OSS_ACCESS_DENIED: {
    what: 'OSS refused: this key has no permission for it.',
    what_named: 'OSS refused: this key has no permission for it in the bucket {{bucket}}.',
    next: 'Ask the bucket’s owner for the permission (oss:PutObject to upload, oss:GetObject to download), or use another key.',
  },
  OSS_REFERER_DENIED: {
    what: 'The bucket’s hotlink protection (Referer rule) refused the request.',
    next: 'Allow an empty Referer in the bucket’s hotlink protection settings.',
  },
  OSS_NO_SUCH_BUCKET: {
    what: 'This bucket does not exist.',
    what_named: 'The bucket {{bucket}} does not exist.',
    next: 'Check the bucket’s name in the connection.',
  },
  OSS_NO_SUCH_KEY: {
    what: 'The bucket holds no such object.',
    what_named: 'The bucket holds no object named {{key}}.',
    next: 'Check the link. The object may have been deleted or renamed; upper and lower case differ.',
  },
  OSS_NO_SUCH_UPLOAD: {
    what: 'OSS has no memory of the unfinished upload; it was ended elsewhere.',
    next: 'Choose “Retry” to send the file from its beginning.',
  },
  OSS_WRONG_ENDPOINT: {
    what: 'The bucket lies behind another endpoint.',
    what_named: 'The bucket lies behind another endpoint: {{endpoint}}.',
    next: 'Edit the connection and choose the region in which the bucket was made.',
    next_named: 'Use {{endpoint}} in the connection.',
  },
  OSS_WRONG_REGION: {
    what: 'The region in the connection is not the bucket’s region.',
    what_named: 'The bucket’s region is {{region}}, not the one in the connection.',
    next: 'Edit the connection and choose the region in which the bucket was made.',
    next_named: 'Edit the connection and set the region to {{region}}.',
  },
  OSS_CLOCK_SKEWED: {
    what: 'This computer’s clock is too far off for OSS to accept the signature.',
    what_named: 'This computer’s clock is {{minutes}} minutes off; OSS accepts at most 15.',
    next: 'Set date, time and time zone (best: automatically), then retry.',
  },
  OSS_SIGNATURE_VERSION_REFUSED: {
    what: 'The server does not accept this signature version.',
    next: 'Edit the connection and choose the other signature version; OSS itself wants V4.',
  },
  OSS_PUBLIC_ENDPOINT_FORBIDDEN: {
    what: 'OSS does not allow this account to use the default endpoint of a mainland region.',
    next: 'Bind your own domain to the bucket, then choose “My bound domain (CNAME)” in the connection.',
  },
  OSS_DOMAIN_NOT_BOUND: {
    what: 'This domain is not bound to the bucket.',
    what_named: 'The domain {{host}} is not bound to the bucket.',
    next: 'Bind it in the OSS console (Bucket Settings, Domain Names), or check its spelling.',
  },
  OSS_DOWNLOAD_FORBIDDEN: {
    what: 'OSS does not hand out this kind of file from its default domain.',
    next: 'Bind your own domain to the bucket and use it for the link.',
  },
  OSS_ACCOUNT_STOPPED: {
    what: 'The Alibaba Cloud account or the bucket is suspended, usually for an overdue payment.',
    next: 'Look at the account’s balance in the Alibaba Cloud console, then retry.',
  },
  OSS_OBJECT_ARCHIVED: {
    what: 'The object is archived and can’t be read yet.',
    next: 'Restore it in the OSS console, wait until that is done, and retry.',
  },
  OSS_ALREADY_EXISTS: {
    what: 'An object with this name exists already; it was not touched.',
    next: 'Choose “Keep both” or “Replace”, or another name.',
  },
  OSS_INVALID_NAME: {
    what: 'OSS does not accept this name.',
    next: 'Choose another name: at most 1,023 bytes, no leading “/” or “\\”.',
  },
  OSS_THROTTLED: {
    what: 'OSS asks to slow down: too many requests at once.',
    next: 'Wait a moment and retry. If it lasts, lower “Files at once” in the settings.',
  },
  OSS_SERVER_ERROR: {
    what: 'OSS had an error of its own.',
    next: 'Retry in a few minutes. If it lasts, give the request ID to Alibaba Cloud support.',
  },
  OSS_REJECTED: {
    what: 'OSS refused the request.',
    what_named: 'OSS refused the request (HTTP {{status}}).',
    next: 'Look up the OSS code in the details, or give the request ID to Alibaba Cloud support.',
  },
} satisfies Record<Extract<AppErrorCode, `OSS_${string}`>, ErrorWords>

import type { AppErrorCode } from '../../../shared/errors'
import type { ErrorWords } from '../error-words'

/** What happened and what to do, for every failure; a code without words does not compile. */
export const errors = {
  UNEXPECTED: {
    what: 'Something went wrong inside the app.',
    next: 'Try again. If it happens again, restart the app and report it with the details.',
  },
  INVALID_REQUEST: {
    what: 'The app could not read this request, so it changed nothing.',
    next: 'Check what you typed last and try again.',
  },
  UNTRUSTED_SENDER: {
    what: 'A request that did not come from this window was refused.',
    next: 'Restart the app. If it happens again, report it.',
  },
  CANCELLED: {
    what: 'Cancelled.',
    next: 'Choose “Retry” to start again.',
  },
  NOTHING_TO_DO: {
    what: 'There is nothing to start.',
    next: 'Add a file or paste a link first.',
  },

  NO_CONNECTION: {
    what: 'No connection is chosen.',
    next: 'Choose a connection at the top of the window, or add one.',
  },
  CONNECTION_NOT_FOUND: {
    what: 'This connection was removed.',
    next: 'Choose another connection at the top of the window.',
  },
  CONNECTION_INVALID: {
    what: 'The connection has a field that can’t be right.',
    what_named: '{{problem}}',
    next: 'Edit the connection, correct the marked field and save.',
  },
  KEYRING_UNAVAILABLE: {
    what: 'This system has no keyring in which the secret would be safe, so it was not saved.',
    next: 'Choose “Keep until I quit”, or unlock a keyring (GNOME Keyring, KWallet) and save again.',
  },
  SECRET_MISSING: {
    what: 'The AccessKey Secret of this connection is not stored any more.',
    next: 'Edit the connection and type the secret again.',
  },
  SECRET_UNREADABLE: {
    what: 'The system’s keyring did not give back the stored secret.',
    next: 'Unlock the keyring and restart the app, or edit the connection and type the secret again.',
  },
  LINK_VALIDITY_INVALID: {
    what: 'No signed link can be valid for so long.',
    what_named: 'A signed link can be valid for {{maxSeconds}} seconds at most.',
    next: 'Choose a shorter validity: signature V4 allows 1 second to 7 days.',
  },

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
    next: 'The app tries again by itself. If it lasts, lower “Files at once” in the settings.',
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

  NETWORK_OFFLINE: {
    what: 'This computer has no network.',
    next: 'Connect to a network, then retry. Nothing in the queue is lost.',
  },
  HOST_NOT_FOUND: {
    what: 'No server is known by this name.',
    what_named: 'No server is known by the name {{host}}.',
    next: 'Check the spelling, and that DNS and VPN work. An internal endpoint works only inside Alibaba Cloud.',
  },
  CONNECTION_REFUSED: {
    what: 'The server did not accept the connection.',
    what_named: '{{host}} did not accept the connection.',
    next: 'Check host and port, HTTP or HTTPS, and whether a firewall is in between.',
  },
  CONNECTION_LOST: {
    what: 'The connection broke midway.',
    what_named: 'The connection to {{host}} broke midway.',
    next: 'Check the network and retry.',
  },
  TIMED_OUT: {
    what: 'The server did not answer in time.',
    what_named: '{{host}} did not answer in time.',
    next: 'Check the network and retry. An internal endpoint works only inside Alibaba Cloud.',
  },
  STALLED: {
    what: 'No data came through any more.',
    next: 'Check the network and retry.',
  },
  TLS_FAILED: {
    what: 'No secure connection: the server’s certificate can’t be trusted.',
    what_named: 'No secure connection to {{host}}: its certificate can’t be trusted.',
    next: 'Check the clock and the domain’s certificate. In a company network ask for its root certificate.',
  },
  PROXY_FAILED: {
    what: 'The proxy of this system did not let the request through.',
    next: 'Check the system’s proxy settings and sign-in, then retry.',
  },

  LINK_EXPIRED: {
    what: 'This signed link has expired.',
    next: 'Ask for a new link, or sign a new one with your own key.',
  },
  NOT_A_LINK: {
    what: 'This is not a link that can be fetched.',
    next: 'Paste a link that begins with http:// or https://.',
  },
  HTTP_NOT_FOUND: {
    what: 'There is no file at this address (404).',
    what_named: '{{host}} has no file at this address (404).',
    next: 'Check that the link is whole; the file may have been removed.',
  },
  HTTP_FORBIDDEN: {
    what: 'The server does not give this file to everybody.',
    what_named: '{{host}} does not give this file to everybody.',
    next: 'Ask for a signed link. For a private bucket add a connection that may read it.',
  },
  HTTP_THROTTLED: {
    what: 'The server asks to slow down.',
    next: 'The app tries again by itself. If it lasts, lower “Files at once” in the settings.',
  },
  HTTP_SERVER_ERROR: {
    what: 'The server had an error of its own.',
    what_named: '{{host}} had an error of its own (HTTP {{status}}).',
    next: 'Retry in a few minutes.',
  },
  HTTP_REJECTED: {
    what: 'The server refused the request.',
    what_named: '{{host}} refused the request (HTTP {{status}}).',
    next: 'Open the link in a browser to see what it wants.',
  },
  REDIRECT_LOOP: {
    what: 'The link leads round in circles.',
    next: 'Open the link in a browser and copy the address at which it ends.',
  },
  REDIRECT_BAD_TARGET: {
    what: 'The link leads on to something that is no web address.',
    next: 'Ask whoever gave you the link for a direct one.',
  },

  BODY_CUT_SHORT: {
    what: 'Fewer bytes arrived than were announced.',
    what_named: 'Only {{receivedBytes}} of {{expectedBytes}} arrived.',
    next: 'Check the network and retry.',
  },
  OBJECT_CHANGED: {
    what: 'The file was changed on the server while it was being fetched.',
    next: 'Retry to fetch the new version from its beginning.',
  },
  CHECKSUM_MISMATCH: {
    what: 'The checksums differ: the two copies are not the same.',
    next: 'Retry. Both copies were left where they are; don’t trust the new one.',
  },

  FILE_NOT_FOUND: {
    what: 'The file is not there any more.',
    what_named: '{{name}} is not there any more.',
    next: 'Put it back, or add it again from where it is now.',
  },
  FILE_UNREADABLE: {
    what: 'The file can’t be read.',
    what_named: '{{name}} can’t be read.',
    next: 'Check its permissions and that no other program has locked it, then retry.',
  },
  FILE_CHANGED: {
    what: 'The file was changed while it was being sent.',
    next: 'Wait until it is saved, then retry.',
  },
  FILE_NOT_REGULAR: {
    what: 'This is not an ordinary file.',
    next: 'Add the file itself rather than a device, socket or shortcut.',
  },
  FILE_TOO_LARGE: {
    what: 'The file is larger than OSS allows.',
    what_named: 'The file is larger than OSS allows ({{limitBytes}}).',
    next: 'Split it into smaller files.',
  },
  FOLDER_NOT_FOUND: {
    what: 'The folder is not there any more.',
    next: 'Choose the folder again.',
  },
  FOLDER_UNREADABLE: {
    what: 'The folder can’t be read.',
    what_named: 'The folder {{name}} can’t be read.',
    next: 'Check its permissions, then add it again.',
  },
  FOLDER_NOT_WRITABLE: {
    what: 'No file can be written to this folder.',
    next: 'Choose another folder, or change its permissions.',
  },
  FOLDER_NOT_CHOSEN: {
    what: 'No download folder is chosen yet.',
    next: 'Choose the folder in which the files shall arrive.',
  },
  DISK_FULL: {
    what: 'The disk is full.',
    what_named: 'The disk has no room for {{expectedBytes}} more.',
    next: 'Make room or choose a folder on another disk, then retry.',
  },

  KEY_INVALID: {
    what: 'OSS allows no object with this name.',
    what_named: '{{problem}}',
    next: 'Change the directory or the file name; the preview shows the result.',
  },
  NO_FREE_NAME: {
    what: 'Too many files with this name exist already.',
    next: 'Choose another name or directory.',
  },
} satisfies Record<AppErrorCode, ErrorWords>

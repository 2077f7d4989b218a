import type { AppErrorCode } from '../../../shared/errors'
import type { ErrorWords } from '../error-words'
import { networkErrors } from './network-errors'
import { ossErrors } from './oss-errors'

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
    what_named: '{{problem}}',
    next: 'Choose a shorter validity: signature V4 allows 1 second to 7 days.',
  },

  ...ossErrors,

  ...networkErrors,

  LINK_EXPIRED: {
    what: 'This signed link has expired.',
    next: 'Ask for a new link, or sign a new one with your own key.',
  },
  LINK_NOT_KEPT: {
    what: 'The link carried a signature, and this system has no keyring to keep it safe in, so it was not kept after the app was closed.',
    next: 'Paste the link again.',
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
    next: 'Wait a moment and retry. If it lasts, lower “Files at once” in the settings.',
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
    what: 'The checksums differ: what arrived is not what was sent.',
    next: 'Retry. The original was not touched; don’t use the copy, if one is there.',
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
  FILE_NOT_OPENED: {
    what: 'No program here opened the file.',
    what_named: 'No program here opened {{name}}.',
    next: 'Choose “Show in folder” and open it from there, with a program for this kind of file.',
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
  FOLDER_EMPTY: {
    what: 'The folder holds no file.',
    what_named: 'The folder {{name}} holds no file.',
    next: 'Put files into it and add it again; OSS keeps no empty folders.',
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
  JOURNAL_NOT_WRITTEN: {
    what: 'The app could not write down what it does.',
    next: 'Make room on the disk of its data folder, then retry.',
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

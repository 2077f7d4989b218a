import type { PastedLink, PasteProblem, PasteWarning } from '../../../shared/pasted-urls'

const kinds = {
  'own-bucket': 'This bucket',
  signed: 'Signed',
  'foreign-oss': 'Other OSS bucket',
  public: 'Public',
  'not-a-link': 'Not a link',
} satisfies Record<PastedLink['kind'], string>

const problems = {
  NOT_A_URL: 'This is no web address. It stays in the box.',
  SCHEME_MISSING: 'Put https:// in front if this is a link.',
  SCHEME_NOT_SUPPORTED: 'Only http://, https:// and oss:// can be fetched.',
  URL_HAS_NO_HOST: 'The name of the server is missing.',
  URL_HAS_CREDENTIALS: 'Links with a user name or password before “@” are not fetched.',
  URL_HAS_NO_KEY: 'This names a bucket, but no file in it.',
  URL_TOO_LONG: 'Too long for a link (more than 16,384 characters).',
} satisfies Record<PasteProblem, string>

const warnings = {
  LINK_EXPIRED: 'Expired {{ago}} ago; ask for a new link.',
  LINK_NOT_YET_VALID: 'Not valid yet. Is this computer’s clock right?',
} satisfies Record<PasteWarning, string>

/** The Download workspace above its queue. */
export const download = {
  title: 'Download',
  box: 'Links to download',
  boxPlaceholder: 'Paste links here: one per line, or separated by ;',
  boxHint:
    'Links of your buckets, signed links and public links: you see what each one is before anything starts.',
  pasteButton: 'Paste from clipboard',
  pasteMore: 'Paste more',
  clear: 'Clear',
  clipboardEmpty: 'The clipboard holds no text.',
  found_one: '{{formatted}} link',
  found_other: '{{formatted}} links',
  duplicates_one: '{{formatted}} duplicate left out',
  duplicates_other: '{{formatted}} duplicates left out',
  notLinks_one: '{{formatted}} is not a link',
  notLinks_other: '{{formatted}} are not links',
  expired_one: '{{formatted}} expired',
  expired_other: '{{formatted}} expired',
  reading: 'Reading…',
  list: 'Links found',
  linkLabel: '{{link}}, {{kind}}. {{detail}}',
  kinds,
  otherBucket: 'Your other bucket',
  problems,
  warnings,
  detail: {
    own: 'Fetched with the key of {{label}}',
    signed: 'Used as it is',
    signedUntil: 'Used as it is; expires in {{left}}',
    expiredOwn: 'Expired, but the bucket is yours: fetched with the key of {{label}}',
    foreign: 'Bucket {{bucket}} is in no connection: fetched with the key of {{label}}',
    foreignNoConnection: 'Bucket {{bucket}} is in no connection: works only if it is public',
    public: 'Fetched without any key from {{host}}',
  },
  folder: 'Save to',
  folderNone: 'Choose a folder…',
  folderChange: 'Change the download folder. Now: {{folder}}',
  folderOpen: 'Open the download folder',
  conflict: 'If the file exists',
  conflicts: { number: 'Keep both', overwrite: 'Replace', skip: 'Skip' },
  conflictHints: {
    number: 'The new one is numbered: report (2).pdf',
    overwrite: 'The file in the folder is replaced.',
    skip: 'The link is not fetched.',
  },
  start: 'Download',
  showNotLinks: 'Show the first one that is not a link',
  options: 'Where the files go',
  startCount_one: 'Download {{formatted}} file',
  startCount_other: 'Download {{formatted}} files',
  started_one: '{{formatted}} file added to the queue',
  started_other: '{{formatted}} files added to the queue',
  leftInBox_one: '{{formatted}} line that is not a link stays in the box.',
  leftInBox_other: '{{formatted}} lines that are not links stay in the box.',
  nothingYet: 'Paste at least one link first.',
  noLinks: 'None of this is a link.',
}

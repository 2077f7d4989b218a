/** Uploads that were begun and neither completed nor ended. */
export const unfinished = {
  title: 'Unfinished uploads',
  open: 'Unfinished uploads…',
  show: 'Show…',
  intro:
    'What was sent of these files lies on the server and is billed until the upload goes on or is removed.',
  noConnection: 'There is no connection yet.',
  none: 'Nothing is unfinished here.',
  byOthers_one: '{{formatted}} more was begun by another program.',
  byOthers_other: '{{formatted}} more were begun by other programs.',
  notListed:
    'This key may not list unfinished uploads, so only those that this app remembers are shown.',
  sent: '{{sent}} of {{size}} sent',
  sentUnknown: 'Sent so far unknown, of {{size}}',
  began: 'begun {{time}} ago',
  source: {
    changed: 'The file has changed since, so it can’t go on.',
    missing: 'The file is not there any more, so it can’t go on.',
  },
  resume: 'Go on',
  removeAll: 'Remove all',
  removeAllQuestion: 'What was sent is lost.',
  removeAllConfirm_one: 'Remove {{formatted}}',
  removeAllConfirm_other: 'Remove {{formatted}}',
}

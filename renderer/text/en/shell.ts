/** The frame of the window. */
export const shell = {
  workspaces: 'Workspaces',
  upload: 'Upload',
  download: 'Download',
  uploadHint: 'Send files and get links',
  downloadHint: 'Paste links and get files',
  running_one: '{{count}} in progress',
  running_other: '{{count}} in progress',
  settings: 'Settings',
  practice:
    'Practice mode: nothing leaves this machine. Everything else works as with a real bucket.',
  secretMissing: 'The secret of “{{label}}” was kept only until you quit.',
  typeSecret: 'Type it again',
  dropTitle: 'Drop to add to Upload',
  dropBody: 'Files and folders; nothing is sent before you say so.',
  dropLinksTitle: 'Drop to add to Download',
  dropLinksBody: 'The links go into the paste box.',
  startFailed: 'The window could not be loaded.',
}

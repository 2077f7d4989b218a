/** What the whole window is told: what transfers wait for, and what the app found out. */
export const notices = {
  clockBehind:
    'This computer’s clock is {{time}} behind; transfers and links go on with the right time.',
  clockAhead:
    'This computer’s clock is {{time}} ahead; transfers and links go on with the right time.',
  key: {
    expired_one:
      '{{formatted}} transfer waits: the temporary key of “{{label}}” has expired. It goes on by itself once you enter a new one.',
    expired_other:
      '{{formatted}} transfers wait: the temporary key of “{{label}}” has expired. They go on by themselves once you enter a new one.',
    refused_one:
      '{{formatted}} transfer waits: the temporary key of “{{label}}” is refused. It goes on by itself once you enter a right one.',
    refused_other:
      '{{formatted}} transfers wait: the temporary key of “{{label}}” is refused. They go on by themselves once you enter a right one.',
    missing_one:
      '{{formatted}} transfer waits: the secret of “{{label}}” is not there any more. It goes on by itself once you type it again.',
    missing_other:
      '{{formatted}} transfers wait: the secret of “{{label}}” is not there any more. They go on by themselves once you type it again.',
  },
  keyToEnd: {
    expired_one:
      'What {{formatted}} cancelled upload has sent is still on the server: the temporary key of “{{label}}” has expired. It is removed by itself once you enter a new one.',
    expired_other:
      'What {{formatted}} cancelled uploads have sent is still on the server: the temporary key of “{{label}}” has expired. It is removed by itself once you enter a new one.',
    refused_one:
      'What {{formatted}} cancelled upload has sent is still on the server: the temporary key of “{{label}}” is refused. It is removed by itself once you enter a right one.',
    refused_other:
      'What {{formatted}} cancelled uploads have sent is still on the server: the temporary key of “{{label}}” is refused. It is removed by itself once you enter a right one.',
    missing_one:
      'What {{formatted}} cancelled upload has sent is still on the server: the secret of “{{label}}” is not there any more. It is removed by itself once you type it again.',
    missing_other:
      'What {{formatted}} cancelled uploads have sent is still on the server: the secret of “{{label}}” is not there any more. It is removed by itself once you type it again.',
  },
  enterKey: {
    expired: 'Enter a new token',
    refused: 'Enter it again',
    missing: 'Type it again',
  },
  disk_one:
    '{{formatted}} download waits: the disk of {{folder}} is full. It goes on by itself when there is room.',
  disk_other:
    '{{formatted}} downloads wait: the disk of {{folder}} is full. They go on by themselves when there is room.',
  diskRoom: 'Needed: {{needed}}, free: {{free}}.',
  journal_one:
    '{{formatted}} transfer waits: the app can’t write to its data folder; its disk may be full. It goes on by itself once that works.',
  journal_other:
    '{{formatted}} transfers wait: the app can’t write to its data folder; its disk may be full. They go on by themselves once that works.',
  offline_one:
    '{{formatted}} transfer waits: this computer is offline. It goes on by itself when the network is back.',
  offline_other:
    '{{formatted}} transfers wait: this computer is offline. They go on by themselves when the network is back.',
  host_one: '{{formatted}} transfer waits: {{host}} can’t be reached.',
  host_other: '{{formatted}} transfers wait: {{host}} can’t be reached.',
  hosts_other: '{{formatted}} transfers wait: {{hosts}} servers can’t be reached.',
  hosts_one: '{{formatted}} transfer waits: {{hosts}} servers can’t be reached.',
  nextTry: 'Next try {{when}}.',
  tryNow: 'Try again now',
  endpoint:
    'The bucket of “{{label}}” lies behind another endpoint, which is used until you quit: {{endpoint}}.',
  saveEndpoint: 'Save it in the connection',
  unfinished_one:
    '{{formatted}} upload lies unfinished on the server for more than a day. What was sent of it is billed.',
  unfinished_other:
    '{{formatted}} uploads lie unfinished on the server for more than a day. What was sent of them is billed.',
  showUnfinished: 'Show',
  now: 'now',
  inTime: 'in {{time}}',
}

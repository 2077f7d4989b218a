import type { ConnectionDraft, ConnectionFields, ConnectionSecret } from '../../shared/connection'

/** Fields of a usual connection; what a test is about comes in `changes`. */
export function someFields(changes: Partial<ConnectionFields> = {}): ConnectionFields {
  return {
    label: 'Photos',
    addressing: 'virtual-host',
    endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
    bucket: 'photos-2026',
    region: 'cn-hangzhou',
    signatureVersion: 'v4',
    linkDomain: '',
    ...changes,
  }
}

/** A secret that is plainly made up; `name` tells several apart. */
export function someSecret(name = 'first', stsToken?: string): ConnectionSecret {
  return {
    keyId: ['made', 'up', 'key', 'id', name].join('-'),
    keySecret: ['made', 'up', 'key', 'secret', name].join('-'),
    ...(stsToken === undefined ? {} : { stsToken }),
  }
}

/** A draft of a new connection with its secret. */
export function someDraft(changes: Partial<ConnectionDraft> = {}): ConnectionDraft {
  return { fields: someFields(), secret: someSecret(), keepUntilQuit: false, ...changes }
}

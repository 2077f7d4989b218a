import {
  type ConnectionForm,
  EMPTY_FORM,
} from '../../../../renderer/features/connections/connection-form'
import type { ConnectionSummary } from '../../../../shared/connection'

/** A stored connection to a bucket in Hangzhou. */
export function aSummary(change: Partial<ConnectionSummary> = {}): ConnectionSummary {
  return {
    id: 'c1',
    label: 'Photos',
    addressing: 'virtual-host',
    endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
    bucket: 'photos',
    region: 'cn-hangzhou',
    signatureVersion: 'v4',
    linkDomain: '',
    keyIdHint: 'LTAI…9999',
    hasStsToken: false,
    protection: 'keyring',
    hasSecret: true,
    isPractice: false,
    ...change,
  }
}

/** A form that can be saved as it is. */
export function aForm(change: Partial<ConnectionForm> = {}): ConnectionForm {
  return {
    ...EMPTY_FORM,
    endpoint: 'oss-cn-hangzhou.aliyuncs.com',
    region: 'cn-hangzhou',
    bucket: 'photos',
    keyId: madeUp('id'),
    keySecret: madeUp('secret'),
    ...change,
  }
}

/** A key that is obviously none. */
export function madeUp(what: string): string {
  return ['made', 'up', what].join('-')
}

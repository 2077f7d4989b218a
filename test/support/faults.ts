import type {
  PracticeFault,
  PracticeHook,
  PracticeOperation,
  PracticeRequestInfo,
} from '../../electron/practice/practice-server'

/** Which requests a fault strikes; every field that is given must agree. */
export type FaultTarget = {
  readonly operation?: PracticeOperation
  readonly key?: string
  readonly partNumber?: number
  /** Only requests that ask for a range, or only those that ask for all. */
  readonly ranged?: boolean
  /** Only requests that come with this token of a temporary key. */
  readonly securityToken?: string
}

type Rule = {
  readonly target: FaultTarget
  readonly fault: PracticeFault | readonly PracticeFault[]
  timesLeft: number
}

/** Faults that can be added and lifted while the server runs. */
export type FaultScript = {
  /** To be given to the server. */
  readonly hook: PracticeHook
  /** Every request that the server saw, in order. */
  readonly requests: readonly PracticeRequestInfo[]
  /** Strikes the next `times` requests that fit; for ever by default. */
  fail(target: FaultTarget | PracticeOperation, fault: Rule['fault'], times?: number): void
  /** Strikes the next request that fits, and no other. */
  failOnce(target: FaultTarget | PracticeOperation, fault: Rule['fault']): void
  /** Lifts all faults. */
  heal(): void
  /** How many requests of this operation came in. */
  count(operation: PracticeOperation): number
}

function fits(target: FaultTarget, request: PracticeRequestInfo): boolean {
  const { operation, key, partNumber, ranged, securityToken } = target
  return (
    (operation === undefined || operation === request.operation) &&
    (key === undefined || key === request.key) &&
    (partNumber === undefined || partNumber === request.partNumber) &&
    (ranged === undefined || ranged === (request.headers.range !== undefined)) &&
    (securityToken === undefined || securityToken === request.headers['x-oss-security-token'])
  )
}

/** Makes a script without faults. The rule that was added first strikes first. */
export function createFaultScript(): FaultScript {
  const requests: PracticeRequestInfo[] = []
  let rules: Rule[] = []
  const fail: FaultScript['fail'] = (target, fault, times = Number.POSITIVE_INFINITY) => {
    const chosen = typeof target === 'string' ? { operation: target } : target
    rules.push({ target: chosen, fault, timesLeft: times })
  }
  return {
    requests,
    hook: {
      onRequest(request) {
        requests.push(request)
        const rule = rules.find(({ target, timesLeft }) => timesLeft > 0 && fits(target, request))
        if (!rule) return undefined
        rule.timesLeft -= 1
        return rule.fault
      },
    },
    fail,
    failOnce: (target, fault) => fail(target, fault, 1),
    heal() {
      rules = []
    },
    count: (operation) => requests.filter((request) => request.operation === operation).length,
  }
}

/** A hook that strikes one request of this operation. */
export function failOnce(operation: PracticeOperation, fault: PracticeFault): PracticeHook {
  const script = createFaultScript()
  script.failOnce(operation, fault)
  return script.hook
}

/** An answer of the service instead of the work. */
export function answerWith(
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): PracticeFault {
  return { kind: 'respond', status, code, headers }
}

/** 500 InternalError, as the service gives it now and then. */
export const INTERNAL_ERROR: PracticeFault = answerWith(500, 'InternalError')

/** Nothing happens until the client goes away. */
export const FOR_EVER: PracticeFault = { kind: 'delay', milliseconds: 2 ** 30 }

/** 503 SlowDown: too many requests for the account. */
export const SLOW_DOWN: PracticeFault = answerWith(503, 'SlowDown', {
  'x-oss-qos-delay-time': '1000',
})

/** 403: the client's clock is off. */
export const CLOCK_SKEWED: PracticeFault = answerWith(403, 'RequestTimeTooSkewed')

/** 403 SecurityTokenExpired, as the service gives it. */
export const TOKEN_EXPIRED: PracticeFault = answerWith(403, 'SecurityTokenExpired')

/** 404: the multipart upload was aborted or completed elsewhere. */
export const NO_SUCH_UPLOAD: PracticeFault = answerWith(404, 'NoSuchUpload')

/** 412: the object is not the one it was. */
export const PRECONDITION_FAILED: PracticeFault = answerWith(412, 'PreconditionFailed')

/** 416: the range lies behind the end. */
export const INVALID_RANGE: PracticeFault = answerWith(416, 'InvalidRange')

/** 403: the bucket lives in another region. */
export function wrongEndpoint(endpoint: string): PracticeFault {
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.'
  return { kind: 'respond', status: 403, code: 'AccessDenied', message, endpoint }
}

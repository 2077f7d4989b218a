/** The steps of "Test connection", in the order in which they are tried. */
export const CHECK_STEPS = ['reach', 'clock', 'sign', 'bucket', 'list', 'put', 'get'] as const
export type CheckStep = (typeof CHECK_STEPS)[number]

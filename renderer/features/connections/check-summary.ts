import type { CheckStep } from '../../../shared/check-steps'
import type { CheckReport } from '../../../shared/ipc/contract'

/** `limited`: it works, but the key may not do all; `unusable`: it can't be used as it is. */
export type CheckVerdict = 'usable' | 'limited' | 'unusable'

/** What a test means as a whole. */
export function verdictOf(report: CheckReport): CheckVerdict {
  if (!report.usable) return 'unusable'
  return limitsOf(report).some((step) => step === 'put' || step === 'get') ? 'limited' : 'usable'
}

/** The steps that the key is not permitted, in the order of the test. */
export function limitsOf(report: CheckReport): readonly CheckStep[] {
  return report.steps.flatMap(({ step, outcome }) => (outcome === 'not-permitted' ? [step] : []))
}

import { useTranslation } from 'react-i18next'
import { BUCKET_PROBLEMS, type BucketProblem } from '../../../shared/bucket-name'
import { ENDPOINT_PROBLEMS, type EndpointProblem } from '../../../shared/endpoint'
import type { FieldProblem } from './check-form'

const SHARED: ReadonlySet<string> = new Set([...BUCKET_PROBLEMS, ...ENDPOINT_PROBLEMS])

function isShared(problem: FieldProblem['problem']): problem is BucketProblem | EndpointProblem {
  return SHARED.has(problem)
}

/** Gives a function that puts a field's problem into one sentence. */
export function useProblemText(): (problem: FieldProblem) => string {
  const { t } = useTranslation(['connections', 'naming'])
  return ({ problem }) =>
    isShared(problem) ? t(`naming:${problem}`) : t(`connections:problem.${problem}`)
}

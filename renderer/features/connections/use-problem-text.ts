import { useTranslation } from 'react-i18next'
import { BUCKET_PROBLEMS, type BucketProblem } from '../../../shared/bucket-name'
import { CONNECTION_PROBLEMS, type ConnectionProblem } from '../../../shared/connection-problem'
import { ENDPOINT_PROBLEMS, type EndpointProblem } from '../../../shared/endpoint'
import type { FieldProblem } from './check-form'

type SharedProblem = BucketProblem | EndpointProblem | ConnectionProblem

const SHARED: ReadonlySet<string> = new Set<SharedProblem>([
  ...BUCKET_PROBLEMS,
  ...ENDPOINT_PROBLEMS,
  ...CONNECTION_PROBLEMS,
])

function isShared(problem: FieldProblem['problem']): problem is SharedProblem {
  return SHARED.has(problem)
}

/** Gives a function that puts a field's problem into one sentence. */
export function useProblemText(): (problem: FieldProblem) => string {
  const { t } = useTranslation(['connections', 'naming'])
  return ({ problem }) =>
    isShared(problem) ? t(`naming:${problem}`) : t(`connections:problem.${problem}`)
}

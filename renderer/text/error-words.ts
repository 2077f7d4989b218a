/**
 * The words of one failure: what happened, and what to do now. The `_named` form is an i18next
 * context, taken when every name listed for the code in `shared/error-params.ts` is known.
 */
export type ErrorWords = {
  readonly what: string
  readonly what_named?: string
  readonly next: string
  readonly next_named?: string
}

/**
 * The shape a translation must have: every sentence of the English, so that a missing one does not
 * compile. English counts in `_one` and `_other`; Chinese has `_other` alone.
 */
export type Translated<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Translated<T[K]>
}

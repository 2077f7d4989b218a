/**
 * The only door to zod: schemas in `shared/` are the source of both the types and the checks at
 * the IPC edge. The page imports types only, so that zod never runs under its strict CSP.
 */
export * as z from 'zod'

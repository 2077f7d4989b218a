import { z } from './schema'

/** How far a copy of very many links is. */
export const linkCopyingSchema = z.object({
  signed: z.number().int(),
  total: z.number().int(),
})
export type LinkCopying = z.infer<typeof linkCopyingSchema>

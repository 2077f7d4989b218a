import type { TransferRow } from '../../shared/transfer'

/** `job/<added>/<order>/<id>`: the order of keys is the order of adding. */
export function jobKeyOf(row: TransferRow): string {
  const added = String(Math.floor(row.addedAtMs)).padStart(15, '0')
  return `job/${added}/${String(row.order).padStart(8, '0')}/${row.id}`
}

/** Where the keys of parts begin; those of jobs lie before. */
export const PART_KEYS = 'part/'

/** Where the keys end that are of parts. */
export const PART_KEYS_END = 'part0'

/** Where the keys begin of entries that made no sense and were told: each is told once. */
export const TOLD_KEYS = 'told/'

/** `part/<id>/<number>`: parts lie apart, so that the 9,000th costs no more than the first. */
export function partKeyOf(id: string, number: number): string {
  return `part/${id}/${String(number).padStart(5, '0')}`
}

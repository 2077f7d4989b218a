import type { Direction } from '../../shared/transfer'

/** One kind of work, done by every contestant in turn. */
export type Work = {
  /** Its name on the command line: `up-1x1g`. */
  readonly id: string
  readonly direction: Direction
  readonly count: number
  readonly sizeBytes: number
  /** Many small files are told in files per second, few large ones in MB per second. */
  readonly kind: 'large' | 'small'
}

const KIB = 1024
const MIB = 1024 * KIB

type Shape = readonly [name: string, kind: Work['kind'], count: number, sizeBytes: number]

const FULL: readonly Shape[] = [
  ['1x1g', 'large', 1, 1024 * MIB],
  ['4x256m', 'large', 4, 256 * MIB],
  ['1000x64k', 'small', 1000, 64 * KIB],
  ['2000x4k', 'small', 2000, 4 * KIB],
]

/** Under the same names, so that `--quick --only up-1x1g` means what one thinks. */
const QUICK: readonly Shape[] = [
  ['1x1g', 'large', 1, 24 * MIB],
  ['4x256m', 'large', 4, 9 * MIB],
  ['1000x64k', 'small', 40, 64 * KIB],
  ['2000x4k', 'small', 60, 4 * KIB],
]

/** Both directions of every shape: the upload first. */
export function transferWorks(quick: boolean): readonly Work[] {
  return (quick ? QUICK : FULL).flatMap(([name, kind, count, sizeBytes]) => [
    { id: `up-${name}`, direction: 'upload' as const, kind, count, sizeBytes },
    { id: `down-${name}`, direction: 'download' as const, kind, count, sizeBytes },
  ])
}

/** All bytes of a work. */
export function bytesOf(work: Work): number {
  return work.count * work.sizeBytes
}

/** Works of the same command that are no contest. */
export const EXTRAS = ['sparse-100g', 'rows-100k', 'start'] as const
export type Extra = (typeof EXTRAS)[number]

/**
 * What `--only` chooses: a name, its beginning or its end; all when nothing is said.
 * @throws Error with the names when nothing fits
 */
export function chooseWorks(
  only: readonly string[],
  quick: boolean,
): { transfers: readonly Work[]; extras: ReadonlySet<Extra> } {
  const all = transferWorks(quick)
  const fits = (id: string) =>
    only.length === 0 || only.some((part) => id.startsWith(part) || id.endsWith(part))
  const transfers = all.filter(({ id }) => fits(id))
  const extras = new Set(EXTRAS.filter(fits))
  if (transfers.length + extras.size === 0) {
    throw new Error(`Works: ${[...all.map(({ id }) => id), ...EXTRAS].join(', ')}`)
  }
  return { transfers, extras }
}

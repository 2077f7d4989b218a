/** One extension: ASCII letters, digits, `_`, `+`, `-`, with at least one letter, at most 16 long. */
const SIMPLE = /^(?=[a-z0-9_+-]{1,16}$)[0-9_+-]*[a-z][a-z0-9_+-]*$/i
/** What packs a stream, so that the extension before it says what is inside. */
const PACKED = /^(?:gz|bz2|xz|zst|lz|lz4|lzma|br|z)$/i
/** What is commonly found packed: `report.tar.gz`, `backup.sql.gz`, `brain.nii.gz`. */
const PACKABLE =
  /^(?:tar|cpio|sql|csv|tsv|json|jsonl|ndjson|xml|txt|log|svg|nii|fa|fasta|fq|fastq|vcf|bed)$/i
/** Volumes of a split archive, `movie.7z.001`: the number alone would not open. */
const VOLUME = /^\d{3}$/
const SPLITTABLE = /^(?:7z|zip|rar|tar)$/i

/**
 * Splits a file name; `stem + extension` is always the name again, and `extension` has its dot or
 * is ''. A compound extension stays whole (`a.tar.gz` → `a` + `.tar.gz`). Dots that begin a name
 * belong to the stem (`.env` has no extension), and what a person writes after a dot in a title
 * (`v1.2`, `Mr. Smith`, `合同.第二版`) is no extension either.
 */
export function splitExtension(fileName: string): { stem: string; extension: string } {
  const lastDot = fileName.lastIndexOf('.')
  const last = fileName.slice(lastDot + 1)
  if (!hasStem(fileName, lastDot)) return { stem: fileName, extension: '' }
  const dotBefore = fileName.lastIndexOf('.', lastDot - 1)
  const before = fileName.slice(dotBefore + 1, lastDot)
  const isCompound =
    hasStem(fileName, dotBefore) &&
    ((PACKED.test(last) && PACKABLE.test(before)) || (VOLUME.test(last) && SPLITTABLE.test(before)))
  if (isCompound) return cutAt(fileName, dotBefore)
  return SIMPLE.test(last) ? cutAt(fileName, lastDot) : { stem: fileName, extension: '' }
}

function cutAt(fileName: string, index: number) {
  return { stem: fileName.slice(0, index), extension: fileName.slice(index) }
}

/** True when something other than dots stands before the dot at `index`. */
function hasStem(fileName: string, index: number): boolean {
  for (let at = index - 1; at >= 0; at--) if (fileName[at] !== '.') return true
  return false
}

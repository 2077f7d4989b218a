import { OSS_REGIONS } from '../../../shared/oss-regions'

/**
 * Ids of the regions that fit what is typed: every word in the id or in the name of either
 * language, so that `frankfurt`, `法兰克福` and `eu-central` all find the same one.
 */
export function findRegions(search: string): ReadonlySet<string> {
  const words = search
    .toLowerCase()
    .split(/[\s·()（）]+/)
    .filter((word) => word !== '')
  const found = OSS_REGIONS.filter(({ id, names }) => {
    const text = `${id} oss-${id} ${names.en} ${names['zh-CN']}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return new Set(found.map(({ id }) => id))
}

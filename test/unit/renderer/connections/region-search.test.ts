import { describe, expect, it } from 'vitest'
import { findRegions } from '../../../../renderer/features/connections/region-search'
import { OSS_REGIONS } from '../../../../shared/oss-regions'

describe('looking for a region', () => {
  it('finds it by its name in either language and by its id', () => {
    for (const search of [
      'Frankfurt',
      '法兰克福',
      'eu-central',
      'oss-eu-central-1',
      'germany frank',
    ])
      expect([...findRegions(search)], search).toEqual(['eu-central-1'])
  })

  it('finds a region by the text that stands in the field once it is chosen', () => {
    for (const { id, names } of OSS_REGIONS)
      expect(findRegions(`${names['zh-CN']} · ${id}`), id).toContain(id)
  })

  it('offers all before anything is typed, and none for nonsense', () => {
    expect(findRegions(' ').size).toBe(OSS_REGIONS.length)
    expect(findRegions('atlantis').size).toBe(0)
  })
})

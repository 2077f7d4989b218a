import { describe, expect, it } from 'vitest'
import { checkForm, type FieldName } from '../../../../renderer/features/connections/check-form'
import type { ConnectionForm } from '../../../../renderer/features/connections/connection-form'
import { shownProblems } from '../../../../renderer/features/connections/shown-problems'
import { aForm, aSummary } from './connection-builders'

function shown(change: Partial<ConnectionForm>, left: readonly FieldName[] = []): string[] {
  const form = aForm(change)
  return Object.keys(
    shownProblems(checkForm(form, { keyringAvailable: true }), form, new Set(left)),
  )
}

describe('the problems shown while one types', () => {
  it('says at once what is plainly wrong', () => {
    expect(shown({ bucket: 'Photos' })).toEqual(['bucket'])
    expect(shown({ endpoint: 'photos.oss-cn-beijing.aliyuncs.com' })).toEqual(['endpoint'])
  })

  it('waits with what may only be unfinished until the field is left', () => {
    expect(shown({ endpoint: 'storage' })).toEqual([])
    expect(shown({ endpoint: 'storage' }, ['endpoint'])).toEqual(['endpoint'])
    expect(shown({ bucket: 'ph' })).toEqual([])
  })

  it('asks for the key at once when the address leads to another server', () => {
    const form = aForm({ mode: 'cname', domain: 'files.example.com', keyId: '', keySecret: '' })
    const problems = checkForm(form, { stored: aSummary(), keyringAvailable: true })
    expect(shownProblems(problems, form, new Set())).toEqual({
      keyId: { problem: 'NEW_HOST_NEEDS_SECRET' },
    })
  })

  it('does not scold for fields that are still empty', () => {
    expect(shown({ bucket: '', keyId: '', keySecret: '' }, ['bucket', 'keyId'])).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { onceThereIsRoom } from '../../../../electron/app/once-there-is-room'
import { AppError } from '../../../../electron/errors/app-error'

const FULL = new AppError('DISK_FULL', {}, { retry: 'manual' })

/** Work that meets a full disk so many times. */
function fullFor(times: number) {
  let left = times
  return async () => {
    left -= 1
    if (left >= 0) throw FULL
    return 'opened'
  }
}

describe('a start that finds the disk full', () => {
  it('asks again and again, and goes on once there is room', async () => {
    let asked = 0
    const ask = async () => {
      asked += 1
      return true
    }
    expect(await onceThereIsRoom(fullFor(2), ask)).toBe('opened')
    expect(asked).toBe(2)
  })

  it('ends when the person gives up', async () => {
    expect(await onceThereIsRoom(fullFor(1), async () => false)).toBeUndefined()
  })

  it('does not ask about anything else', async () => {
    const work = async () => {
      throw new Error('held by another process')
    }
    await expect(onceThereIsRoom(work, async () => true)).rejects.toThrow('held by another')
  })
})

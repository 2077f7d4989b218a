import { expect, it } from 'vitest'
import { createNetworkWatch, type PowerEvents } from '../../../../electron/app/network-watch'

function aWatch() {
  const world = { isOnline: true, nowMs: 0, look: () => {} }
  const power = new Map<string, () => void>()
  const events: PowerEvents = { on: (event, listener) => power.set(event, listener) }
  const watch = createNetworkWatch({
    isOnline: () => world.isOnline,
    power: events,
    now: () => world.nowMs,
    every: (run) => {
      world.look = run
    },
  })
  const heard: string[] = []
  watch.onChanged(() => heard.push(watch.state()))
  return {
    world,
    watch,
    heard,
    suspend: () => power.get('suspend')?.(),
    resume: () => power.get('resume')?.(),
  }
}

it('the network is looked at again and again, and only a change is told', () => {
  const { world, heard } = aWatch()
  world.look()
  world.isOnline = false
  world.look()
  world.look()
  world.isOnline = true
  world.look()
  expect(heard).toEqual(['offline', 'online'])
})

it('a computer that wakes counts as asleep until the network has had time to come back', () => {
  const { world, watch, heard, suspend, resume } = aWatch()
  suspend()
  world.nowMs = 3_600_000
  world.look()
  expect(watch.state()).toBe('asleep')
  world.isOnline = false
  resume()
  world.look()
  expect(watch.state()).toBe('asleep')
  world.nowMs += 4000
  world.look()
  world.isOnline = true
  world.look()
  expect(heard).toEqual(['asleep', 'offline', 'online'])
})

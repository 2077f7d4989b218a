import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { summarizeProfile } from '../../bench/profile-summary'
import { aTempFolder } from '../../support/temp-folder'

const folder = aTempFolder()

describe('the summary of a CPU profile', () => {
  it('names what used most time itself, without idling and the profiler', () => {
    const frame = (functionName: string, url = '', lineNumber = -1) => ({
      functionName,
      url,
      lineNumber,
    })
    const path = join(folder, 'a.cpuprofile')
    const profile = {
      nodes: [
        { id: 1, callFrame: frame('(idle)') },
        { id: 2, callFrame: frame('send', 'file:///app/main.js', 9) },
        { id: 3, callFrame: frame('', 'node:fs', 4) },
        { id: 4, callFrame: frame('(garbage collector)') },
        { id: 5, callFrame: frame('post', 'node:inspector', 1) },
      ],
      samples: [1, 2, 3, 2, 4, 5],
      timeDeltas: [9000, 1000, 2000, 3000, 4000, 8000],
    }
    writeFileSync(path, JSON.stringify(profile))
    expect(summarizeProfile(path)).toEqual([
      '     4 ms  40.0%  send  main.js:10',
      '     4 ms  40.0%  (garbage collector)',
      '     2 ms  20.0%  (anonymous)  node:fs:5',
    ])
  })
})

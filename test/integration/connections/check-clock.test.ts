import { expect, it } from 'vitest'
import { checkConnection } from '../../../electron/connections/check'
import { createProbe } from '../../../electron/connections/probe'
import { createAgents } from '../../../electron/oss/agents'
import { createOssClient } from '../../../electron/oss/oss-client'
import { createServerClocks } from '../../../electron/oss/server-clock'
import { createTransport } from '../../../electron/oss/transport'
import { someFields } from '../../support/connection-builders'
import { secretOfRig } from '../../support/oss'
import { startPracticeRig } from '../../support/practice'

it('the connection test goes on with the server’s time when this clock is off, and says by how much', async () => {
  const rig = await startPracticeRig({ now: () => Date.now() + 12 * 3_600_000 })
  const agents = createAgents()
  try {
    const learned: number[] = []
    const clocks = createServerClocks({ now: Date.now, onLearned: (ms) => learned.push(ms) })
    const fields = someFields({
      addressing: 'path-style',
      endpoint: rig.server.origin,
      bucket: rig.bucket,
      region: rig.region,
    })
    const clock = clocks.of(fields.endpoint)
    const report = await checkConnection(
      {
        createClient: (target, given) =>
          createOssClient(target, given, createTransport(agents), clock),
        clock,
        now: Date.now,
        probe: createProbe(agents),
      },
      fields,
      secretOfRig(rig),
    )
    expect(report.usable).toBe(true)
    expect(learned.map((ms) => Math.round(ms / 60_000))).toEqual([720])
  } finally {
    agents.close()
    await rig.cleanup()
  }
})

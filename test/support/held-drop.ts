import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFaultScript } from './faults'
import { makeManyFiles } from './many-files'
import { type PracticeRig, startPracticeRig } from './practice'

/** Many small files, and a server where none of them arrives: every number stays as it is. */
export type HeldDrop = {
  /** For anything that the test writes. */
  readonly folder: string
  /** The folder with the files. */
  readonly drop: string
  readonly rig: PracticeRig
  cleanup(): Promise<void>
}

export async function startHeldDrop(count: number): Promise<HeldDrop> {
  const folder = await mkdtemp(join(tmpdir(), 'held-drop-'))
  const drop = join(folder, 'drop')
  await makeManyFiles(drop, count)
  const faults = createFaultScript()
  faults.fail('PutObject', { kind: 'delay', milliseconds: 600_000 })
  const rig = await startPracticeRig({ hook: faults.hook })
  return {
    folder,
    drop,
    rig,
    async cleanup() {
      await rig.cleanup()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

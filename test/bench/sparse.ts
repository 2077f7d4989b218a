import { mkdirSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { benchBucket } from './bucket'
import { engine } from './contestants'
import { filesOf } from './files'
import type { Measurement } from './job'
import { startServerProcess } from './server-process'
import type { Work } from './works'

/** One upload of a file of holes to a server that forgets bodies. */
export type SparseRun = Measurement & { readonly sizeBytes: number }

/** Whether memory depends on the size of a file: a huge one beside 1 GiB. */
export type SparseResult = {
  readonly reference: SparseRun
  readonly huge: SparseRun
  readonly problems: readonly string[]
}

type SparseStage = { readonly folder: string; readonly say: (line: string) => void }

/** Uploads both sizes, each once, with the engine alone. */
export async function runSparse(
  stage: SparseStage,
  sizes: { readonly referenceBytes: number; readonly hugeBytes: number },
): Promise<SparseResult> {
  const server = await startServerProcess(join(stage.folder, 'forgetful'), { discard: true })
  const bucket = benchBucket(server.target)

  async function upload(sizeBytes: number): Promise<SparseRun> {
    const [source, scratch] = [join(stage.folder, 'sparse'), join(stage.folder, 'scratch')]
    for (const folder of [source, scratch]) mkdirSync(folder, { recursive: true })
    const work: Work = { id: 'sparse', direction: 'upload', kind: 'large', count: 1, sizeBytes }
    const files = filesOf(work, source, `sparse-${sizeBytes}`)
    const file = await open(files[0]?.path ?? '', 'w')
    await file.truncate(sizeBytes)
    await file.close()
    const { target } = server
    const measured = await engine.run({
      target,
      direction: 'upload',
      kind: 'large',
      files,
      scratch,
    })
    const wrong = await bucket.check(`sparse-${sizeBytes}`, files)
    for (const folder of [source, scratch]) rmSync(folder, { recursive: true })
    const seconds = (measured.wallMs / 1000).toFixed(1)
    stage.say(`  ${(sizeBytes / 1e9).toFixed(1)} GB: ${seconds} s, ${memoryOf(measured)}`)
    return { ...measured, sizeBytes, problems: [...measured.problems, ...wrong] }
  }

  try {
    const reference = await upload(sizes.referenceBytes)
    const huge = await upload(sizes.hugeBytes)
    const problems = [...reference.problems, ...huge.problems].map((one) => `sparse: ${one}`)
    return { reference, huge, problems }
  } finally {
    await server.stop()
  }
}

/** What a run held above its idle process, in MB; undefined where it can't be known. */
export function ownMb({ peakRssBytes, idleRssBytes }: Measurement): number | undefined {
  if (peakRssBytes === undefined || idleRssBytes === undefined) return undefined
  return (peakRssBytes - idleRssBytes) / 1e6
}

function memoryOf(measured: Measurement): string {
  return `peak ${ownMb(measured)?.toFixed(0) ?? '?'} MB above idle`
}

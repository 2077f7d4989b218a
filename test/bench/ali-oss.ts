import { readFileSync, writeFileSync } from 'node:fs'
import { type BenchJob, type Measurement, SMALL_AT_ONCE } from './job'
import { startMeter } from './meter'
import { inParallel, plainAliOss } from './plain-ali-oss'

/** As its documentation does it: 10 MiB, five at a time. Copied for each call, which writes into it. */
const PARTS = { partSize: 10 * 1024 * 1024, parallel: 5 }
/** Large files at once: what the app does by default. */
const LARGE_AT_ONCE = 3

// The SDK by itself in plain Node: reads a job, writes what it cost.
const { OSS_COURIER_JOB: jobPath = '', OSS_COURIER_RESULT: resultPath = '' } = process.env
const { target, direction, kind, files }: BenchJob = JSON.parse(readFileSync(jobPath, 'utf8'))

const client = plainAliOss(target)
const meter = await startMeter()
const start = performance.now()
await inParallel(kind === 'small' ? SMALL_AT_ONCE : LARGE_AT_ONCE, files, ({ key, path }) => {
  if (direction === 'download') return client.get(key, path)
  return kind === 'small' ? client.put(key, path) : client.multipartUpload(key, path, { ...PARTS })
})
const wallMs = performance.now() - start
const measured: Measurement = { wallMs, ...meter.stop(), problems: [] }
writeFileSync(resultPath, JSON.stringify(measured))
process.exit(0)

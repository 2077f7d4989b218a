import { readFileSync, writeFileSync } from 'node:fs'
import { app, net, session } from 'electron'
import { createDisk } from '../../electron/app/disk'
import { createNetTransport } from '../../electron/app/net-transport'
import { runEngine } from './engine'
import type { BenchJob } from './job'

// The engine in Electron's main process, without a window: reads a job, writes what it cost.
const [jobPath, resultPath] = [process.env.OSS_COURIER_JOB, process.env.OSS_COURIER_RESULT]

app
  .whenReady()
  .then(async () => {
    if (!jobPath || !resultPath)
      throw new Error('OSS_COURIER_JOB and OSS_COURIER_RESULT are not set')
    const disk = createDisk()
    // In the app it is, by the time that anybody has chosen files.
    disk.warm()
    const job: BenchJob = JSON.parse(readFileSync(jobPath, 'utf8'))
    const measured = await runEngine(
      job,
      createNetTransport(net.request, {
        session: async () => session.fromPartition('web-downloads'),
        login: async () => undefined,
      }),
      disk,
    )
    writeFileSync(resultPath, JSON.stringify(measured))
    app.exit(0)
  })
  .catch((thrown) => {
    console.error(thrown)
    app.exit(1)
  })

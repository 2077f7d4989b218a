import { randomBytes } from 'node:crypto'
import { newPracticeAccount } from '../../electron/practice/practice-account'
import { startPracticeServer } from '../../electron/practice/practice-server'
import type { BenchTarget } from './job'

// The practice server in a process of its own: `server.js <folder> [--discard]`, started with an
// IPC channel, over which it says where it is, and when asked what CPU time it has used so far.
const [folder, ...switches] = process.argv.slice(2)
if (folder === undefined || process.send === undefined) throw new Error('Started by run.ts only')

const account = newPracticeAccount(randomBytes)
const { bucket, region, keyId, keySecret } = account
const server = await startPracticeServer({
  rootFolder: folder,
  buckets: [{ name: bucket, region }],
  credentials: [{ keyId, keySecret }],
  discardBodies: switches.includes('--discard'),
  onInternalError: (cause) => console.error('The practice server failed:', cause),
})
const target: BenchTarget = {
  endpoint: server.origin,
  bucket,
  region,
  keyId,
  keySecret,
  pathStyle: true,
  signatureVersion: 'v4',
}
process.send(target)
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.((user + system) / 1e6)
})
// The one who started it is gone.
process.on('disconnect', () => process.exit(0))

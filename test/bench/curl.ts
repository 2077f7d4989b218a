import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchJob, type Measurement, SMALL_AT_ONCE } from './job'
import { statusBytes } from './meter'
import { plainAliOss } from './plain-ali-oss'

const VALIDITY_SECONDS = 24 * 3600
/** Often enough to see the peak of a run of a quarter of a second. */
const LOOK_MS = 20

/** The first line of `curl --version`; undefined where there is none. */
export function curlVersion(): string | undefined {
  const { status, stdout } = spawnSync('curl', ['--version'], { encoding: 'utf8' })
  return status === 0 ? stdout.split(' ').slice(0, 2).join(' ') : undefined
}

/** Lets curl do a job with signed URLs. Measured is the whole process, its start included. */
export async function runCurl(job: BenchJob): Promise<Measurement> {
  const config = join(job.scratch, 'curl.conf')
  writeFileSync(config, await configOf(job), { mode: 0o600 })
  const args = ['-sS', '--fail', '-K', config]
  if (job.files.length > 1) args.push('-Z', '--parallel-max', String(SMALL_AT_ONCE))
  const start = performance.now()
  const { code, stdout, stderr, cpuSeconds, peakRssBytes } = await spawnTimed('curl', args)
  const wallMs = performance.now() - start
  const answers = stdout.split('\n').filter((line) => line !== '')
  const good = answers.filter((status) => status === '200').length
  const problems =
    code === 0 && good === job.files.length
      ? []
      : [`curl ended with ${code}; ${good} of ${job.files.length} were 200. ${stderr}`.trim()]
  return {
    wallMs,
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
    ...(peakRssBytes === undefined ? {} : { peakRssBytes }),
    problems,
  }
}

async function configOf({ target, direction, files }: BenchJob): Promise<string> {
  const client = plainAliOss(target)
  const method = direction === 'upload' ? 'PUT' : 'GET'
  const sign = async (key: string) =>
    target.signatureVersion === 'v4'
      ? client.signatureUrlV4(method, VALIDITY_SECONDS, undefined, key)
      : client.signatureUrl(key, { method, expires: VALIDITY_SECONDS })
  const lines = ['write-out = "%{http_code}\\n"']
  for (const { path, key } of files) {
    lines.push(`url = "${await sign(key)}"`)
    if (direction === 'download') lines.push(`output = "${path}"`)
    else lines.push(`upload-file = "${path}"`, 'output = "/dev/null"')
  }
  return lines.join('\n')
}

/** Only a shell knows what its child has used: `times` prints it, the children on its second line. */
function spawnTimed(command: string, args: readonly string[]) {
  const script = '"$@"; code=$?; times >&2; exit $code'
  const child = spawn('sh', ['-c', script, 'sh', command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  let peakRssBytes: number | undefined
  const looking = setInterval(() => {
    peakRssBytes = peakOfChild(child.pid) ?? peakRssBytes
  }, LOOK_MS)
  type Timed = {
    code: number
    stdout: string
    stderr: string
    cpuSeconds: number | undefined
    peakRssBytes: number | undefined
  }
  return new Promise<Timed>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(looking)
      const cpuSeconds = cpuOf(stderr.trimEnd().split('\n').at(-1) ?? '')
      resolve({ code: code ?? 1, stdout, stderr, cpuSeconds, peakRssBytes })
    })
  })
}

/** `0m1.250s 0m0.480s`, user and system. */
function cpuOf(line: string): number | undefined {
  const times = [...line.matchAll(/(\d+)m([\d.]+)s/g)]
  if (times.length !== 2) return undefined
  return times.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  )
}

/** Linux only; elsewhere, or when the child is gone, undefined. */
function peakOfChild(parent: number | undefined): number | undefined {
  try {
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
    const [first] = children.trim().split(' ')
    return first ? statusBytes(readFileSync(`/proc/${first}/status`, 'utf8'), 'VmHWM') : undefined
  } catch {
    return undefined
  }
}

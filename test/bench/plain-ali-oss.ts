import OSS from 'ali-oss'
import type { OssClient } from '../support/practice'
import type { BenchTarget } from './job'

/** 10 minutes: its default of one minute is a total that 1 GiB need not fit into. */
const TIMEOUT_MS = 600_000

/** An unmodified ali-oss for a target. */
export function plainAliOss(target: BenchTarget): OssClient {
  const endpoint = new URL(target.endpoint)
  // For an IP address it would invent a virtual host.
  if (target.pathStyle && endpoint.hostname === '127.0.0.1') endpoint.hostname = 'localhost'
  const options: unknown = {
    accessKeyId: target.keyId,
    accessKeySecret: target.keySecret,
    bucket: target.bucket,
    region: `oss-${target.region}`,
    endpoint: endpoint.origin,
    secure: endpoint.protocol === 'https:',
    sldEnable: target.pathStyle,
    authorizationV4: target.signatureVersion === 'v4',
    timeout: TIMEOUT_MS,
  }
  const client: unknown = new OSS(options as OSS.Options)
  return client as OssClient
}

/** Runs `work` over all items, at most `limit` at the same time. */
export async function inParallel<T>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = items.values()
  const worker = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: limit }, worker))
}

import type { OssClient } from '../practice'
import { type ChaosFile, sha256Of } from './chaos-files'

/** Every key under a prefix, all pages. */
async function keysUnder(client: OssClient, prefix: string): Promise<readonly string[]> {
  const keys: string[] = []
  for (let token: string | undefined, more = true; more; more = token !== undefined) {
    const page = await client.listV2(
      { prefix, 'max-keys': '1000', ...(token ? { 'continuation-token': token } : {}) },
      {},
    )
    keys.push(...(page.objects ?? []).map(({ name }) => name))
    token = page.nextContinuationToken || undefined
  }
  return keys
}

/**
 * What is wrong in a bucket, in words; empty when every object is there once and equals its
 * source, and nothing else is there, not even an upload that was begun.
 * @param wanted by object key
 */
export async function bucketFaults(
  client: OssClient,
  prefix: string,
  wanted: ReadonlyMap<string, ChaosFile>,
): Promise<readonly string[]> {
  const found = new Set(await keysUnder(client, prefix))
  const missing = [...wanted.keys()].filter((key) => !found.has(key))
  const extra = [...found].filter((key) => !wanted.has(key))
  const wrong: string[] = []
  for (const [key, file] of wanted) {
    if (!found.has(key)) continue
    const { stream } = await client.getStream(key)
    if ((await sha256Of(stream)) !== file.sha256) wrong.push(key)
  }
  const { uploads } = await client.listUploads({ 'max-uploads': 1000 })
  return [
    ...missing.map((key) => `missing object: ${key}`),
    ...extra.map((key) => `object too many: ${key}`),
    ...wrong.map((key) => `wrong bytes: ${key}`),
    ...(uploads ?? []).map(({ name }) => `orphan multipart upload: ${name}`),
  ]
}

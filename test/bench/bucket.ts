import { type BenchFile, type BenchTarget, SMALL_AT_ONCE } from './job'
import { inParallel, plainAliOss } from './plain-ali-oss'

/** The other side, prepared and looked at by an unmodified ali-oss. */
export type BenchBucket = {
  /** Puts files there, for downloads. */
  seed(files: readonly BenchFile[]): Promise<void>
  /** @returns one sentence for each object that is missing or has another size */
  check(prefix: string, files: readonly BenchFile[]): Promise<readonly string[]>
  /** Removes everything below a prefix. */
  empty(prefix: string): Promise<void>
}

export function benchBucket(target: BenchTarget): BenchBucket {
  const client = plainAliOss(target)

  async function list(prefix: string): Promise<Map<string, number>> {
    const found = new Map<string, number>()
    let token: string | undefined
    do {
      const page = await client.listV2(
        {
          prefix: `${prefix}/`,
          'max-keys': '1000',
          ...(token === undefined ? {} : { 'continuation-token': token }),
        },
        {},
      )
      for (const { name, size } of page.objects ?? []) found.set(name, size)
      token = page.isTruncated ? page.nextContinuationToken : undefined
    } while (token !== undefined)
    return found
  }

  return {
    seed: (files) => inParallel(SMALL_AT_ONCE, files, ({ key, path }) => client.put(key, path)),
    async check(prefix, files) {
      const found = await list(prefix)
      const problems = files.flatMap(({ key, sizeBytes }) => {
        const size = found.get(key)
        if (size === sizeBytes) return []
        return [`${key}: ${size ?? 'no'} bytes instead of ${sizeBytes}`]
      })
      return found.size === files.length
        ? problems
        : [...problems, `${found.size} objects instead of ${files.length}`]
    },
    async empty(prefix) {
      const keys = [...(await list(prefix)).keys()]
      for (let at = 0; at < keys.length; at += 1000) {
        await client.deleteMulti(keys.slice(at, at + 1000), { quiet: true })
      }
    },
  }
}

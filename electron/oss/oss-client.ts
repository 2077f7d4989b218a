import { AppError } from '../errors/app-error'
import { asCall } from './call'
import { createMultipartCalls } from './multipart-calls'
import { contentRangeOf, headersOf, objectHeadOf, storedOf } from './object-head'
import { ossErrorOf } from './oss-error'
import type { CallOptions, OssClient, OssCredentials, OssTarget } from './oss-types'
import { createSdk } from './sdk'
import { RIGHT_CLOCK, type ServerClock } from './server-clock'
import { signGetUrl } from './sign-url'
import { createSignRequest, type OssRequest } from './signed-request'
import type { Transport, TransportAnswer } from './transport'
import { listOf, textOf } from './xml-answer'

/** What came of a request; `xmlResponse` answers carry their parsed XML in `data`. */
export type OssAnswerOf = Omit<TransportAnswer, 'data'> & { readonly data: unknown }

/**
 * One signed request, refusals explained. A request that is refused for our clock is signed a
 * second time with the server's time.
 */
export type Perform = (request: OssRequest, options?: CallOptions) => Promise<OssAnswerOf>

/**
 * A client of one bucket with one credential, signed by ali-oss.
 * @param clock of the server: asked before each request, told when the server calls ours wrong
 */
export function createOssClient(
  target: OssTarget,
  credentials: OssCredentials,
  transport: Transport,
  clock: ServerClock = RIGHT_CLOCK,
): OssClient {
  const sdk = createSdk(target, credentials)
  const signRequest = createSignRequest(sdk, target, credentials)
  const host = new URL(target.endpoint).host
  const performAt = (
    request: OssRequest,
    options: CallOptions | undefined,
    offsetMs: number,
  ): Promise<OssAnswerOf> =>
    asCall(
      options,
      (refusal) =>
        ossErrorOf(refusal, {
          bucket: target.bucket,
          host,
          sends: request.method === 'PUT' || request.method === 'POST',
          ...(request.object === undefined ? {} : { key: request.object }),
        }),
      async (call) => {
        const nowMs = Date.now() + offsetMs
        const { url, sent } = signRequest(request, nowMs)
        const answer = await transport.request(url, sent, call)
        const { successStatuses = [200] } = request
        if (!successStatuses.includes(answer.status)) throw new Error(`Status ${answer.status}`)
        return request.xmlResponse
          ? { ...answer, data: await sdk.parseXML(answer.data ?? '') }
          : answer
      },
    )
  const perform: Perform = async (request, options) => {
    const offsetMs = clock.offsetMs()
    try {
      return await performAt(request, options, offsetMs)
    } catch (thrown) {
      const serverMs = serverTimeIn(thrown)
      if (serverMs === undefined || !clock.learn(serverMs, offsetMs)) throw thrown
      return performAt(request, options, clock.offsetMs())
    }
  }

  return {
    target,
    async head(key, options) {
      const answer = await perform({ method: 'HEAD', object: key }, options)
      return objectHeadOf(answer.headers)
    },

    async list({ prefix, maxKeys = 100, continuationToken }, options) {
      const answer = await perform(
        {
          method: 'GET',
          query: {
            'list-type': 2,
            'max-keys': maxKeys,
            // An empty value is signed as `prefix=` by the SDK and as `prefix` by the service.
            ...(prefix ? { prefix } : {}),
          },
          // Part of the signature under V1, so it goes as a sub-resource.
          ...(continuationToken ? { subres: { 'continuation-token': continuationToken } } : {}),
          xmlResponse: true,
        },
        options,
      )
      const nextToken = textOf(answer.data, 'NextContinuationToken')
      return {
        keys: listOf(answer.data, 'Contents').map((entry) => textOf(entry, 'Key') ?? ''),
        ...(nextToken ? { nextToken } : {}),
      }
    },

    async put(key, body, headers, options) {
      const common = { method: 'PUT' as const, object: key }
      const answer = await perform(
        Buffer.isBuffer(body)
          ? { ...common, headers: headersOf(headers), content: body }
          : {
              ...common,
              headers: { ...headersOf(headers), 'Content-Length': body.sizeBytes },
              open: body.open,
            },
        options,
      )
      return storedOf(answer.headers)
    },

    async get(key, range, options) {
      const answer = await perform(
        {
          method: 'GET',
          object: key,
          headers: range
            ? {
                Range: `bytes=${range.first}-${range.last ?? ''}`,
                // Without it OSS answers a range past the end with the whole object.
                'x-oss-range-behavior': 'standard',
                ...(range.ifMatch ? { 'If-Match': range.ifMatch } : {}),
              }
            : {},
          ...(options?.query ? { subres: options.query } : {}),
          customResponse: true,
          successStatuses: [200, 206],
        },
        options,
      )
      const contentRange = contentRangeOf(answer.headers['content-range'])
      return {
        status: answer.status === 206 ? 206 : 200,
        head: objectHeadOf(answer.headers),
        ...(contentRange ? { range: contentRange } : {}),
        body: answer.body,
      }
    },

    async delete(key, options) {
      await perform({ method: 'DELETE', object: key, successStatuses: [204] }, options)
    },

    ...createMultipartCalls(perform),

    signUrl: (key, validitySeconds, overrides) =>
      signGetUrl(
        sdk,
        { target, credentials, clockOffsetMs: clock.offsetMs() },
        key,
        validitySeconds,
        overrides,
      ),

    serverNowMs: () => Date.now() + clock.offsetMs(),

    close() {},
  }
}

/** What the clock of a server said that refused ours. */
function serverTimeIn(thrown: unknown): number | undefined {
  if (!(thrown instanceof AppError) || thrown.code !== 'OSS_CLOCK_SKEWED') return undefined
  const { serverMs } = thrown.info.params
  return typeof serverMs === 'number' ? serverMs : undefined
}

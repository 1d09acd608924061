import * as z from 'zod'
import { RelayError, isRelayError } from '../../core/error.ts'
import { callFramework } from './call.ts'
import type { ChannelInstance, ZendeskChannelOptions } from './options.ts'
import type { ExternalResource } from './resource.ts'

/** Zendesk processes at most this many in one call. */
export const maxBatch = 200

const answerSchema = z.object({
  results: z.array(
    z.object({
      external_resource_id: z.string(),
      status: z.object({ code: z.string(), description: z.string().nullish() }),
    }),
  ),
})

export interface Push {
  readonly options: ZendeskChannelOptions
  readonly instance: ChannelInstance
  readonly requestId: string
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Sends up to 200 resources in order; one status code per resource. Throws `helpdesk.*`;
 * `helpdesk.auth` also where Zendesk does not know the account any more.
 */
export async function push(
  { options, instance, requestId }: Push,
  resources: readonly ExternalResource[],
): Promise<readonly string[]> {
  const call = callFramework({
    http: options.doors.http,
    baseUrl: options.baseUrl,
    accessToken: instance.accessToken,
    path: 'push',
    json: {
      instance_push_id: instance.instancePushId,
      request_id: requestId,
      external_resources: resources,
    },
  })
  const answer = await call.catch((error: unknown) => {
    if (!isRelayError(error, 'helpdesk.not_found')) throw error
    throw new RelayError('helpdesk.auth', 'Zendesk does not know this account any more.', {
      cause: error,
    })
  })
  const parsed = answerSchema.safeParse(jsonOf(answer.text()))
  const isWhole = parsed.success && parsed.data.results.length === resources.length
  if (!isWhole) {
    throw new RelayError('helpdesk.unconfirmed', 'Zendesk answered a push without its results.', {
      outcome: 'unknown',
    })
  }
  return parsed.data.results.map(({ status }) => status.code)
}

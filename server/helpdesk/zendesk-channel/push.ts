import { z } from 'zod'
import { RelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import { callFramework } from './call.ts'
import type { ChannelInstance, ZendeskChannelOptions } from './options.ts'
import { resourceOf, type ExternalResource } from './resource.ts'

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

type Status = z.infer<typeof answerSchema>['results'][number]['status']

interface Push {
  readonly options: ZendeskChannelOptions
  readonly instance: ChannelInstance
  readonly requestId: string
}

/** Sends up to 200 resources in order; one status per resource. */
export async function push(
  { options, instance, requestId }: Push,
  resources: readonly ExternalResource[],
): Promise<readonly Status[]> {
  const answer = await callFramework({
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
  const parsed = answerSchema.safeParse(jsonOf(answer.text()))
  if (!parsed.success || parsed.data.results.length !== resources.length) {
    throw new RelayError('helpdesk.unconfirmed', 'Zendesk answered a push without its results.', {
      outcome: 'unknown',
    })
  }
  return parsed.data.results.map(({ status }) => status)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function failed(id: string, error: RelayError): FilingResult {
  return { id, outcome: 'failed', error }
}

/** `halted` = an earlier one failed and this was not tried: again at once, in order. */
export function resultOf(id: string, status: Status): FilingResult {
  switch (status.code) {
    case 'success':
    case 'already_imported':
      return { id, outcome: 'filed' }
    case 'halted':
      return failed(
        id,
        new RelayError('helpdesk.unavailable', 'Zendesk halted the batch before this item.', {
          retry: { afterMs: 0 },
        }),
      )
    default:
      return failed(
        id,
        new RelayError('helpdesk.invalid', `Zendesk could not take the item (${status.code}).`, {
          retry: 'later',
        }),
      )
  }
}

/** Pushes the filings of one account, in batches. A failing batch fails as a whole; ids make repeats harmless. */
export async function pushFilings(
  pushing: Push,
  filings: readonly Filing[],
): Promise<readonly FilingResult[]> {
  const results: FilingResult[] = []
  for (let at = 0; at < filings.length; at += maxBatch) {
    const batch = filings.slice(at, at + maxBatch)
    try {
      const statuses = await push(
        pushing,
        batch.map((filing) => resourceOf(filing, pushing.options.publicUrl)),
      )
      statuses.forEach((status, i) => results.push(resultOf(batch[i]?.id ?? '', status)))
    } catch (cause) {
      const error =
        cause instanceof RelayError
          ? cause
          : new RelayError('helpdesk.unavailable', 'The push failed.', { cause })
      results.push(...batch.map(({ id }) => failed(id, error)))
    }
  }
  return results
}

import * as z from 'zod'
import { RelayError, isRelayError } from '../../core/error.ts'
import type { ReplyArrival } from '../../core/helpdesk.ts'
import type { HttpRequest } from '../../core/http.ts'
import { openMetadata } from './metadata.ts'
import type { ZendeskChannelOptions } from './options.ts'
import type { RequestIds } from './request-id.ts'
import { filingIdOf } from './resource.ts'

const id = z.union([z.string(), z.number()]).transform(String)

const resourceEvent = z.object({
  type_id: z.string(),
  external_id: z.string(),
  comment_id: id.nullish(),
  ticket_id: id.nullish(),
  follow_up_ticket_id: id.nullish(),
})

const event = z.object({
  type_id: z.string(),
  data: z
    .object({
      request_id: z.string().nullish(),
      metadata: z.string().nullish(),
      deactivated_by: z.string().nullish(),
      resource_events: z.array(resourceEvent).nullish(),
    })
    .nullish(),
})

const envelope = z.object({ events: z.array(event).max(1000) })

type Event = z.infer<typeof event>
type Learnt = ReplyArrival['ticketsLearnt'][number]
/** `foreign`: nothing in it claims to be proven, so nothing in it is believed. */
type Verdict = 'ours' | 'forged' | 'foreign'

function forged(cause?: unknown): RelayError {
  return new RelayError('helpdesk.forged', 'The request did not verify.', { cause })
}

function parse(request: HttpRequest): readonly Event[] {
  try {
    return envelope.parse(JSON.parse(new TextDecoder().decode(request.body))).events
  } catch (cause) {
    throw forged(cause)
  }
}

/** What the event proves: our own request id, or the metadata we sealed. */
async function judge(
  options: ZendeskChannelOptions,
  ids: RequestIds,
  { data }: Event,
): Promise<Verdict> {
  if (data?.request_id) return ids.judge(data.request_id)
  if (!data?.metadata) return 'foreign'
  try {
    await openMetadata(options, data.metadata)
    return 'ours'
  } catch (error) {
    if (!isRelayError(error, 'helpdesk.forged')) throw error
    return 'forged'
  }
}

function learntFrom({ type_id: type, data }: Event): readonly Learnt[] {
  if (type !== 'resources_created_from_external_ids') return []
  return (data?.resource_events ?? []).flatMap((resource): readonly Learnt[] => {
    // A follow-up is named beside the closed ticket it follows: mail goes on in the new one.
    const ticket = resource.follow_up_ticket_id ?? resource.ticket_id
    if (!ticket) return []
    const filing = filingIdOf(resource.external_id)
    const commentId = resource.comment_id ? { commentId: resource.comment_id } : {}
    return [{ filing, ticket: { id: ticket }, ...commentId }]
  })
}

/**
 * What Zendesk tells afterwards, unsigned. Ticket ids are believed only where an event names a request
 * of ours; where something claims to be proven and nothing is, the batch is refused.
 */
export async function readEvents(
  options: ZendeskChannelOptions,
  ids: RequestIds,
  request: HttpRequest,
): Promise<ReplyArrival> {
  const events = parse(request)
  const verdicts: Verdict[] = []
  for (const one of events) verdicts.push(await judge(options, ids, one))
  // Batches may mix tenants: what proves itself here counts here, whatever stands beside it.
  if (verdicts.includes('forged') && !verdicts.includes('ours')) throw forged()
  const believed = events.filter((_, i) => verdicts[i] === 'ours')
  for (const { type_id: type, data } of believed) {
    if (!type.endsWith('_integration_instance')) continue
    options.doors.log.warn('channel.instance', { type, by: data?.deactivated_by ?? undefined })
  }
  const answer = { status: 200, contentType: 'text/plain', body: '' }
  const ticketsLearnt = believed.flatMap(learntFrom)
  return { answer, replies: [], touched: [], ticketsLearnt, ticketEvents: [] }
}

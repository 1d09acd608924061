import { z } from 'zod'
import { RelayError } from '../../core/error.ts'
import type { ReplyArrival } from '../../core/helpdesk.ts'
import type { HttpRequest } from '../../core/http.ts'
import type { RequestIds } from './request-id.ts'

const id = z.union([z.string(), z.number()]).transform(String)

const resourceEvent = z.object({
  type_id: z.string(),
  external_id: z.string(),
  comment_id: id.nullish(),
  ticket_id: id.nullish(),
})

const envelope = z.object({
  events: z
    .array(z.object({ type_id: z.string(), data: z.record(z.string(), z.unknown()).nullish() }))
    .max(1000),
})

const created = z.object({
  request_id: z.string().nullish(),
  resource_events: z.array(resourceEvent),
})

type Learnt = ReplyArrival['ticketsLearnt'][number]

function parse(request: HttpRequest): z.infer<typeof envelope> {
  try {
    return envelope.parse(JSON.parse(new TextDecoder().decode(request.body)))
  } catch (cause) {
    throw new RelayError('helpdesk.forged', 'The request did not verify.', { cause })
  }
}

/** Ticket ids of pushed messages. Believed only where the event names a request of ours. */
export async function readEvents(ids: RequestIds, request: HttpRequest): Promise<ReplyArrival> {
  const learnt: Learnt[] = []
  let proven = false
  for (const event of parse(request).events) {
    if (event.type_id !== 'resources_created_from_external_ids') continue
    const data = created.safeParse(event.data)
    if (!data.success || !(await ids.isOurs(data.data.request_id ?? ''))) continue
    proven = true
    for (const resource of data.data.resource_events) {
      if (!resource.ticket_id) continue
      const commentId = resource.comment_id ? { commentId: resource.comment_id } : {}
      learnt.push({
        filing: resource.external_id,
        ticket: { id: resource.ticket_id },
        ...commentId,
      })
    }
  }
  if (!proven) throw new RelayError('helpdesk.forged', 'The request did not verify.')
  const answer = { status: 200, contentType: 'text/plain', body: '' }
  return { answer, replies: [], touched: [], ticketsLearnt: learnt, ticketEvents: [] }
}

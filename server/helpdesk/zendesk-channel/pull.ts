import type { Form } from '../../core/channel-framework.ts'
import type { HttpAnswer } from '../../core/http.ts'
import { field } from './form.ts'
import { openMetadata } from './metadata.ts'
import type { ZendeskChannelOptions } from './options.ts'
import type { Parked } from './parked.ts'

/** The state names what the poll before handed over: seeing it again proves that it arrived. */
function idsIn(state: string | undefined): readonly string[] {
  if (state === undefined) return []
  try {
    const value: unknown = JSON.parse(state)
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

/** Ids are 36 characters; the state may hold 5,000. */
const maxOffered = 100

/** Zendesk's poll: repeatable, because the state moves only when Zendesk has the answer. */
export async function answerPull(
  options: ZendeskChannelOptions,
  parked: Parked,
  form: Form,
): Promise<HttpAnswer> {
  const account = await openMetadata(options.doors.secrets, options.tenant, field(form, 'metadata'))
  await parked.confirm(account, idsIn(field(form, 'state')))
  const resources = (await parked.offer(account)).slice(0, maxOffered)
  const state = JSON.stringify(resources.map(({ external_id: id }) => id))
  return {
    status: 200,
    contentType: 'application/json',
    body: JSON.stringify({ external_resources: resources, state }),
  }
}

import type { Form } from '../../core/channel-framework.ts'
import type { HttpAnswer } from '../../core/http.ts'
import { field } from './form.ts'
import { openMetadata } from './metadata.ts'
import type { ZendeskChannelOptions } from './options.ts'
import type { Parked } from './parked.ts'
import { maxBatch } from './push.ts'
import type { ExternalResource } from './resource.ts'

/** The framework keeps 5,000 characters of state. */
const maxState = 5000

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

function stateOf(resources: readonly ExternalResource[]): string {
  return JSON.stringify(resources.map(({ external_id: id }) => id))
}

/** As many, oldest first, as one answer and its state can hold. */
function fitting(resources: readonly ExternalResource[]): readonly ExternalResource[] {
  let fit = resources.slice(0, maxBatch)
  while (stateOf(fit).length > maxState) fit = fit.slice(0, -1)
  return fit
}

/** Zendesk's poll: repeatable, because the state moves only when Zendesk has the answer. */
export async function answerPull(
  options: ZendeskChannelOptions,
  parked: Parked,
  form: Form,
): Promise<HttpAnswer> {
  const account = await openMetadata(options, field(form, 'metadata'))
  await parked.confirm(account, idsIn(field(form, 'state')))
  const resources = fitting(await parked.offer(account))
  return {
    status: 200,
    contentType: 'application/json',
    body: JSON.stringify({ external_resources: resources, state: stateOf(resources) }),
  }
}

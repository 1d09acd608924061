import type { ZendeskState } from '../state.ts'

export interface PostAnswer {
  /** 0 = no answer. */
  status: number
  text: string
}

/** What a call is for; faults match it as `push <kind>`. */
type CallKind = 'channelback' | 'pull' | 'events'

interface Target {
  kind: CallKind
  url: string
}

/** How the framework calls an integration: forms, nothing signed. */
export function postForm(
  state: ZendeskState,
  target: Target,
  form: readonly (readonly [name: string, value: string])[],
): Promise<PostAnswer> {
  const body = new URLSearchParams()
  for (const [name, value] of form) body.append(name, value)
  return post(state, target, { type: 'application/x-www-form-urlencoded', body: body.toString() })
}

export function postJson(state: ZendeskState, target: Target, json: object): Promise<PostAnswer> {
  return post(state, target, { type: 'application/json', body: JSON.stringify(json) })
}

async function post(
  state: ZendeskState,
  { kind, url }: Target,
  { type, body }: { type: string; body: string },
): Promise<PostAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([
        state.closing,
        AbortSignal.timeout(state.settings.channelTimeoutMs),
      ]),
    })
    const text = await response.text()
    // The answer is lost on the way back: to the caller that is no answer.
    const isDropped = state.world.faults.take('zendesk', `push ${kind}`, ['drop_answer'])
    return isDropped ? { status: 0, text: '' } : { status: response.status, text }
  } catch {
    return { status: 0, text: '' }
  }
}

export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

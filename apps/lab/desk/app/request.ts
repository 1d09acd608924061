import type { Lab } from '../../lab-door.ts'
import { RequestFault } from '../zaf/host.ts'
import type { Fields } from '../zaf/protocol.ts'

/** What came back, whichever way it went. */
interface Answer {
  readonly status: number
  readonly statusText: string
  readonly contentType: string
  readonly body: string
}

function parsed({ body, contentType }: Answer): unknown {
  if (!contentType.includes('json')) return undefined
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** `cors: true` goes out from the browser, so it never holds a secret. */
async function direct({ url, type, data, headers, contentType }: Fields): Promise<Answer> {
  const body = text(data)
  const answer = await fetch(String(url), {
    method: text(type) ?? 'GET',
    headers: {
      ...(headers as Record<string, string> | undefined),
      ...(text(contentType) !== undefined && { 'content-type': String(contentType) }),
    },
    ...(body !== undefined && { body }),
  })
  return {
    status: answer.status,
    statusText: answer.statusText,
    contentType: answer.headers.get('content-type') ?? '',
    body: await answer.text(),
  }
}

function unanswered(reason: unknown): never {
  const statusText = reason instanceof Error ? reason.message : String(reason)
  throw new RequestFault({ status: 0, statusText })
}

/** Carries out `client.request` for the agent who is signed in. */
export function requester(lab: Lab, agentId: number | undefined) {
  return async (options: Fields): Promise<unknown> => {
    const isDirect = options['cors'] === true
    if (isDirect && options['secure'] === true)
      throw new RequestFault({ status: 0, statusText: 'secure and cors exclude each other' })
    const answer = await (
      isDirect ? direct(options) : lab.post<Answer>('/desk/apps/request', { ...options, agentId })
    ).catch(unanswered)
    const { status, statusText, body } = answer
    const json = parsed(answer)
    const whole = { status, statusText, responseText: body, responseJSON: json }
    if (status < 200 || status >= 300) throw new RequestFault(whole)
    return options['httpCompleteResponse'] === true ? whole : (json ?? body)
  }
}

import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import { httpServer, type RunningServer } from './raw-server.ts'
import { endpointOf, problemsOf } from './zendesk-bodies.ts'

export interface SeenCall {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  /** Parsed where it is JSON. */
  readonly body: ReturnType<typeof JSON.parse>
}

/** Answers in Zendesk's place; undefined passes the call on. */
export type Interception = (call: SeenCall) => Answer | undefined | Promise<Answer | undefined>

interface Answer {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly json?: unknown
}

export interface ZendeskProxy extends RunningServer {
  readonly calls: readonly SeenCall[]
  /** What Zendesk's own description would not take. */
  readonly problems: readonly string[]
  /** `METHOD /path/{template}` of everything asked so far. */
  endpoints(): readonly string[]
  intercept: Interception
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function seenOf(request: IncomingMessage, bytes: Buffer): SeenCall {
  const url = new URL(request.url ?? '/', 'http://zendesk')
  const isJson = request.headers['content-type']?.startsWith('application/json') === true
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: isJson ? JSON.parse(bytes.toString()) : undefined,
  }
}

function passOn(
  target: string,
  request: IncomingMessage,
  bytes: Buffer,
  answer: ServerResponse,
): void {
  const { method, headers } = request
  const outgoing = forward(`${target}${request.url ?? '/'}`, { method, headers }, (incoming) => {
    answer.writeHead(incoming.statusCode ?? 502, incoming.headers)
    incoming.pipe(answer)
  })
  // A broken line stays a broken line for whoever asked.
  outgoing.on('error', () => answer.destroy())
  outgoing.end(bytes)
}

/** Stands before a simulated Zendesk and holds every request to Zendesk's own description. */
export async function zendeskProxy(target: string): Promise<ZendeskProxy> {
  const calls: SeenCall[] = []
  const problems: string[] = []
  async function take(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const bytes = await bytesOf(request)
    const call = seenOf(request, bytes)
    calls.push(call)
    // Files and the page on which an admin consents are for browsers.
    if (/^\/(api\/v2|oauth\/tokens)/.test(call.path))
      problems.push(...problemsOf(call.method, call.path, call.body))
    const own = await proxy.intercept(call)
    if (!own) {
      passOn(target, request, bytes, answer)
      return
    }
    answer.writeHead(own.status, { 'content-type': 'application/json', ...own.headers })
    answer.end(own.json === undefined ? '' : JSON.stringify(own.json))
  }
  const server = await httpServer((request, answer) => void take(request, answer))
  const proxy: ZendeskProxy = {
    ...server,
    calls,
    problems,
    intercept: () => undefined,
    endpoints: () =>
      [...new Set(calls.map(({ method, path }) => endpointOf(method, path)))]
        .filter((endpoint) => endpoint !== undefined)
        .sort(),
  }
  return proxy
}

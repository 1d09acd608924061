import * as http from 'node:http'
import * as https from 'node:https'
import { Readable } from 'node:stream'
import axios, { AxiosError, type AxiosRequestConfig } from 'axios'
import { RelayError } from '../core/error.ts'
import type { Clock } from '../core/clock.ts'
import type { IncomingAnswer, OutgoingCall } from '../core/http.ts'
import { callPlace } from './call-place.ts'
import type { Connections } from './connections.ts'
import { bodyOf } from './outgoing-body.ts'
import { readStream } from './stream-read.ts'

/** One call under one deadline, redirects included. */
export interface Attempt {
  readonly signal: AbortSignal
  /** How far it came: decides whether the other side may have acted. */
  readonly progress: { mayHaveSent: boolean; hasTimedOut: boolean }
}

export interface Exchange {
  readonly call: OutgoingCall
  readonly url: string
  readonly attempt: Attempt
  readonly connections: Connections
  readonly clock: Clock
  readonly isGuarded: boolean
}

const defaultMaxBytes = 4 * 1024 * 1024

/**
 * Nothing leaves before the connection stands (with TLS: before the handshake is done). A connection
 * used before counts as sent at once: it may have been closed while our bytes were under way.
 */
function watch(request: http.ClientRequest, isTls: boolean, { progress }: Attempt): void {
  request.once('socket', (socket) => {
    if (request.reusedSocket) progress.mayHaveSent = true
    else socket.once(isTls ? 'secureConnect' : 'connect', () => (progress.mayHaveSent = true))
  })
}

function transportOf({ connections, isGuarded, attempt }: Exchange) {
  return {
    request(
      options: https.RequestOptions,
      onResponse: (response: http.IncomingMessage) => void,
    ): http.ClientRequest {
      const isTls = options.protocol === 'https:'
      const agent = connections.agent(isTls, isGuarded)
      const request = (isTls ? https : http).request({ ...options, agent }, onResponse)
      watch(request, isTls, attempt)
      return request
    },
  }
}

function requestOf(exchange: Exchange): AxiosRequestConfig {
  const { call, url, attempt } = exchange
  const body = bodyOf(call)
  return {
    method: call.method,
    url,
    headers: { 'user-agent': 'weiqiao-relay', accept: '*/*', ...body.headers, ...call.headers },
    ...(body.content !== undefined && { data: body.content }),
    responseType: call.stream ? 'stream' : 'arraybuffer',
    transformRequest: [(content: unknown) => content],
    transformResponse: [(content: unknown) => content],
    validateStatus: () => true,
    // The door follows redirects itself, after checking each target.
    maxRedirects: 0,
    proxy: false,
    maxContentLength: call.maxBytes ?? defaultMaxBytes,
    maxBodyLength: Infinity,
    transport: transportOf(exchange),
    signal: attempt.signal,
  }
}

/** Axios errors carry the whole request, tokens included: only host, path and code go on. */
function translate(error: unknown, { url, attempt: { progress, signal } }: Exchange): RelayError {
  const cause = error instanceof AxiosError ? error.cause : error
  if (cause instanceof RelayError) return cause
  const { host, path } = callPlace(url)
  const code = error instanceof AxiosError ? error.code : undefined
  const details = { host, path, code }
  if (!progress.mayHaveSent) {
    const why = progress.hasTimedOut ? 'in time' : `(${code ?? 'no reason given'})`
    return new RelayError('http.connect', `No connection to ${host} ${why}.`, { details })
  }
  const extras = { details, outcome: 'unknown' } as const
  if (error instanceof AxiosError && error.message.startsWith('maxContentLength')) {
    return new RelayError('http.too_large', `The answer of ${host} is too large.`, extras)
  }
  return progress.hasTimedOut && signal.aborted
    ? new RelayError('http.timeout', `${host} did not answer in time.`, extras)
    : new RelayError('http.bad_answer', `The answer of ${host} broke off.`, extras)
}

function headersOf(raw: object): Record<string, string | undefined> {
  const headers = Object.create(null) as Record<string, string | undefined>
  for (const [name, value] of Object.entries(raw) as [string, unknown][]) {
    headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value)
  }
  return headers
}

async function wholeOf({ call, clock }: Exchange, content: unknown): Promise<Uint8Array> {
  if (call.stream && content instanceof Readable) {
    const maxBytes = call.maxBytes ?? defaultMaxBytes
    return readStream(content, { ...call.stream, clock, maxBytes })
  }
  return content instanceof Uint8Array ? content : new Uint8Array(0)
}

/** One request and its whole answer, or a RelayError that says whether anything was sent. */
export async function exchange(one: Exchange): Promise<IncomingAnswer> {
  try {
    const { status, headers, data: content } = await axios.request<unknown>(requestOf(one))
    const body = await wholeOf(one, content)
    const text = (): string => new TextDecoder().decode(body)
    return { status, headers: headersOf(headers), body, text }
  } catch (error) {
    throw translate(error, one)
  }
}

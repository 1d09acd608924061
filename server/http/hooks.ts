import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import { RelayError } from '../core/error.ts'
import type { HttpAnswer, HttpRequest } from '../core/http.ts'
import type { Callbacks } from '../pipeline/callback.ts'
import type { Runtime } from '../pipeline/runtime.ts'
import { busy, type Crowd } from './crowd.ts'
import { isOutage, isPacked, onlyValues, refusalOf, type Refusal } from './request.ts'
import { guardHeaders } from './security.ts'

export const hookBodyLimit = 256 * 1024

const longestName = 200
const route = '/hooks/:tenant/:account'
const pattern = /^\/hooks\/([^/?#]+)\/([^/?#]+)(?:\?([^#]*))?$/

interface Place {
  readonly tenant: string
  readonly account: string
  readonly query: string
}

function decoded(name: string): string | undefined {
  if (!name.includes('%')) return name
  try {
    return decodeURIComponent(name)
  } catch {
    return undefined
  }
}

/** Undefined for every address that is no account's. */
function placeOf({ method, url = '' }: IncomingMessage): Place | undefined {
  if (method !== 'POST' && method !== 'GET') return undefined
  const match = pattern.exec(url)
  if (!match) return undefined
  const [tenant, account] = [decoded(match[1] ?? ''), decoded(match[2] ?? '')]
  if (tenant === undefined || account === undefined) return undefined
  if (tenant.length > longestName || account.length > longestName) return undefined
  return { tenant, account, query: match[3] ?? '' }
}

function answer(response: ServerResponse, { status, contentType, body }: HttpAnswer): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

function refuse(response: ServerResponse, { status, body, headers }: Refusal): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, {
    ...guardHeaders,
    ...headers,
    'content-type': 'text/plain',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

/** Calls one of the two once: with the whole body, or as soon as it is known to be too long. */
function readBody(
  request: IncomingMessage,
  done: (body: Uint8Array) => void,
  tooLong: () => void,
): void {
  let size = 0
  const chunks: Buffer[] = []
  if (Number(request.headers['content-length']) > hookBodyLimit) {
    tooLong()
    return
  }
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= hookBodyLimit) chunks.push(chunk)
    else if (size - chunk.length <= hookBodyLimit) tooLong()
  })
  request.on('end', () => {
    if (size > hookBodyLimit) return
    const [only] = chunks
    done(chunks.length === 1 && only ? only : Buffer.concat(chunks))
  })
}

export interface HookOptions {
  readonly runtime: Runtime
  readonly callbacks: Callbacks
  readonly crowd: Crowd
  /** Callbacks and other requests served at once. */
  readonly inFlight: number
  /** True once the relay takes nothing new. */
  readonly isClosing: () => boolean
}

/** Takes a request that is a platform's, and says whether it did. */
export type HookDoor = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * `GET|POST /hooks/{tenant}/{account}`: the platforms' callbacks, never limited per address. They are
 * answered before the framework sees them: it would cost as much as verifying and reading one does.
 */
export function createHookDoor(options: HookOptions): HookDoor {
  const { callbacks, crowd } = options
  const { clock, log, metrics } = options.runtime

  function httpRequest(request: IncomingMessage, { query }: Place, body: Uint8Array): HttpRequest {
    const { method = '', url = '' } = request
    return {
      method,
      path: url.split('?', 1)[0] ?? '/',
      query: onlyValues(parse(query)),
      // As a list comes only set-cookie, which no verifier reads.
      headers: request.headers as HttpRequest['headers'],
      body,
      receivedAt: clock.now(),
    }
  }

  function fail(response: ServerResponse, error: unknown): void {
    const code = error instanceof RelayError ? error.code : 'http'
    const message = error instanceof Error ? error.message : ''
    if (isOutage(error)) log.error('hook.unavailable', { route, code, message })
    else log.warn('hook.refused', { route, code })
    refuse(response, refusalOf(error))
  }

  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    place: Place,
    body: Uint8Array,
  ): Promise<void> {
    const startedAt = clock.monotonic()
    try {
      const given = httpRequest(request, place, body)
      const heard = await callbacks.receive(place.tenant, place.account, given)
      metrics.observe('callback_ms', clock.monotonic() - startedAt)
      metrics.count('callbacks', { status: String(heard.status) })
      answer(response, heard)
    } catch (error) {
      fail(response, error)
    }
  }

  return (request, response) => {
    const place = placeOf(request)
    if (!place) return false
    if (crowd.size >= options.inFlight || options.isClosing()) {
      refuse(response, busy)
      return true
    }
    crowd.size += 1
    // Also when a sender gives up.
    response.once('close', () => (crowd.size -= 1))
    if (isPacked(request.headers['content-encoding'])) {
      fail(response, new RelayError('channel.forged', 'Packed bodies are refused.'))
      return true
    }
    readBody(
      request,
      (body) => void serve(request, response, place, body),
      () => fail(response, new RelayError('channel.malformed', 'The body is too long.')),
    )
    return true
  }
}

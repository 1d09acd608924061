import { createHmac } from 'node:crypto'
import type { HttpRequest } from '../core/http.ts'
import type { Heard } from '../lab/testing/listener.ts'

/** What was heard, as the relay's door would hand it on. */
export function requestOf(heard: Heard, receivedAt: number): HttpRequest {
  const headers = Object.entries(heard.headers).map(([name, value]) => [name, String(value)])
  return {
    method: 'POST',
    path: heard.path,
    query: {},
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: new TextEncoder().encode(heard.body),
    receivedAt,
  }
}

/** Signs as Zendesk does, by code of its own. */
export function signed(request: HttpRequest, secret: string, timestamp: string): HttpRequest {
  const signature = createHmac('sha256', secret)
    .update(Buffer.concat([Buffer.from(timestamp), request.body]))
    .digest('base64')
  const headers = {
    ...request.headers,
    'x-zendesk-webhook-signature': signature,
    'x-zendesk-webhook-signature-timestamp': timestamp,
  }
  return { ...request, headers }
}

/** Made from a genuine callback, by what is wrong with them. */
export function forgeries(genuine: HttpRequest): Readonly<Record<string, HttpRequest>> {
  const { headers, body } = genuine
  const timestamp = headers['x-zendesk-webhook-signature-timestamp'] ?? ''
  const without = (name: string) => ({ ...genuine, headers: { ...headers, [name]: undefined } })
  const other = new TextEncoder().encode(new TextDecoder().decode(body).replace(/\d/, '9999'))
  return {
    'another body': { ...genuine, body: other },
    'no signature': without('x-zendesk-webhook-signature'),
    'no timestamp': without('x-zendesk-webhook-signature-timestamp'),
    'no webhook named': without('x-zendesk-webhook-id'),
    'another secret': signed(genuine, 'another-secret', timestamp),
    'a moved timestamp': {
      ...genuine,
      headers: { ...headers, 'x-zendesk-webhook-signature-timestamp': '2030-01-01T00:00:00Z' },
    },
    'an empty secret': signed(genuine, '', timestamp),
  }
}

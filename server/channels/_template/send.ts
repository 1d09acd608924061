import type { ChannelAccount, ChannelDoors } from '../../core/channel.ts'
import { RelayError, isRelayError } from '../../core/error.ts'
import type { IncomingAnswer } from '../../core/http.ts'
import type { Delivery, OutboundReply } from '../../core/reply.ts'
import { readJsonObject, type JsonObject } from '../../wire/json.ts'
import { refusal } from './errors.ts'
import { text } from './parse.ts'

/** A broken answer says nothing about what the platform did: the outcome is unknown. */
function read(answer: IncomingAnswer): JsonObject {
  if (answer.status !== 200)
    throw new RelayError('channel.unavailable', `The platform answered HTTP ${answer.status}.`, {
      outcome: 'unknown',
    })
  const body = readJsonObject(answer.text())
  const code = Number(body['code'] ?? 0)
  if (code !== 0) throw refusal(code)
  return body
}

/** One send with a token that is fetched once and renewed when refused. */
export async function send(
  { tenant, settings }: ChannelAccount,
  { http, tokens, clock }: ChannelDoors,
  { customer, content }: OutboundReply,
): Promise<Delivery> {
  if (content.type !== 'text')
    throw new RelayError('channel.unsupported', `The platform cannot carry ${content.type}.`)
  const base = String(settings['apiBase'])
  const { appId, secret } = settings
  return tokens.use({
    tenant,
    key: `template:${String(appId)}`,
    isStale: (error) => isRelayError(error, 'channel.auth'),
    async fetch() {
      const url = `${base}/token`
      const body = read(await http.call({ method: 'POST', url, json: { appId, secret } }))
      return {
        value: text(body, 'token'),
        expiresAt: clock.now() + Number(body['seconds']) * 1000,
      }
    },
    async work(token) {
      const call = {
        headers: { authorization: `Bearer ${token}` },
        json: { to: customer, text: content.text },
      }
      const body = read(await http.call({ method: 'POST', url: `${base}/send`, ...call }))
      return { platformId: text(body, 'id'), at: clock.now() }
    },
  })
}

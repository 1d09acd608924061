import { randomUUID } from 'node:crypto'
import type { ProbeResult } from '../../core/channel.ts'
import { errorText, isRelayError } from '../../core/error.ts'
import type { Adapter } from './adapter.ts'
import { listIn, objectIn, textIn } from './json-fields.ts'

async function attempt(
  check: string,
  work: () => Promise<ProbeResult['message']>,
): Promise<ProbeResult> {
  try {
    return { check, ok: true, message: await work() }
  } catch (error) {
    if (!isRelayError(error)) throw error
    const message = {
      zh: `${errorText(error.code, 'zh-CN')}：${error.message}`,
      en: `${errorText(error.code, 'en')}: ${error.message}`,
    }
    return { check, ok: false, message }
  }
}

/** A test ticket for a requester without e-mail, answered in public, then deleted. */
async function tryTicket({ api, users }: Adapter): Promise<ProbeResult['message']> {
  const mark = randomUUID()
  const userId = await users.ofCustomer({
    id: mark,
    externalId: `weiqiao:doctor`,
    displayName: 'Weiqiao doctor',
  })
  const made = await api.call('/api/v2/tickets', {
    method: 'POST',
    headers: { 'idempotency-key': mark },
    json: {
      ticket: {
        subject: 'Weiqiao test ticket',
        comment: {
          body: 'Test by the doctor; it is deleted at once.',
          author_id: Number(userId),
          public: true,
        },
        requester_id: Number(userId),
        tags: ['weiqiao_test'],
      },
    },
  })
  const id = textIn(objectIn(made, 'ticket'), 'id')
  try {
    const answered = await api.call(`/api/v2/tickets/${id}`, {
      method: 'PUT',
      json: { ticket: { comment: { body: 'Public test reply.', public: true } } },
    })
    const events = listIn(objectIn(answered, 'audit'), 'events')
    const isPublic = events.some(
      (event) => textIn(event, 'type') === 'Comment' && textIn(event, 'public') !== 'false',
    )
    return isPublic
      ? {
          zh: '可以建单，也可以公开回复没有邮箱的客户',
          en: 'Tickets can be made, and customers without e-mail can be answered in public',
        }
      : {
          zh: '可以建单，但对没有邮箱的客户回复被改成了内部备注',
          en: 'Tickets can be made, but replies to customers without e-mail become internal notes',
        }
  } finally {
    await api.call(`/api/v2/tickets/${id}`, { method: 'DELETE' })
  }
}

async function tryWebhook({ api, options }: Adapter): Promise<ProbeResult['message']> {
  const found = await api.call('/api/v2/webhooks', {
    method: 'GET',
    query: { 'filter[name_contains]': 'Weiqiao' },
  })
  const mine = listIn(found, 'webhooks').filter((hook) =>
    textIn(hook, 'endpoint').startsWith(options.publicUrl),
  )
  const n = String(mine.length)
  return mine.length > 0
    ? { zh: `已建立 ${n} 个回调`, en: `${n} webhook(s) in place` }
    : { zh: '回调尚未建立，启动后会自动建立', en: 'No webhooks yet: they are made on start' }
}

/** Calls Zendesk once per question an admin would ask. */
export async function probe(adapter: Adapter): Promise<readonly ProbeResult[]> {
  const access = await attempt('access', async () => {
    const body = await adapter.api.call('/api/v2/users/me', { method: 'GET' })
    const role = textIn(objectIn(body, 'user'), 'role')
    return { zh: `授权有效，身份为 ${role}`, en: `Access is valid, as ${role}` }
  })
  if (!access.ok) return [access]
  const isLegacy = adapter.options.auth.grant === 'api_token'
  const legacy: ProbeResult = {
    check: 'api token',
    ok: false,
    message: {
      zh: 'API 令牌将于 2027-04-30 停用，请改用 OAuth 客户端',
      en: 'API tokens end on 2027-04-30: use an OAuth client',
    },
  }
  return [
    access,
    ...(isLegacy ? [legacy] : []),
    await attempt('ticket', () => tryTicket(adapter)),
    await attempt('webhooks', () => tryWebhook(adapter)),
  ]
}

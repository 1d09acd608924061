import { randomUUID } from 'node:crypto'
import type { ProbeResult } from '../../core/channel.ts'
import { errorText, isRelayError } from '../../core/error.ts'
import type { Adapter } from './adapter.ts'
import { idNumber, listIn, objectIn, textIn } from './json-fields.ts'

type Finding = Omit<ProbeResult, 'check'>

async function attempt(check: string, work: () => Promise<Finding>): Promise<ProbeResult> {
  try {
    return { check, ...(await work()) }
  } catch (error) {
    if (!isRelayError(error)) throw error
    const message = {
      zh: `${errorText(error.code, 'zh-CN')}：${error.message}`,
      en: `${errorText(error.code, 'en')}: ${error.message}`,
    }
    return { check, ok: false, message }
  }
}

async function makeTicket({ api, users }: Adapter): Promise<string> {
  const mark = randomUUID()
  const userId = idNumber(
    await users.ofCustomer({
      id: mark,
      externalId: 'weiqiao:doctor',
      displayName: 'Weiqiao doctor',
    }),
  )
  const comment = {
    body: 'Test by the doctor; it is deleted at once.',
    author_id: userId,
    public: true,
  }
  const tags = ['weiqiao_test']
  const ticket = { subject: 'Weiqiao test ticket', comment, requester_id: userId, tags }
  const made = await api.call('/api/v2/tickets', {
    method: 'POST',
    headers: { 'idempotency-key': mark },
    json: { ticket },
  })
  return textIn(objectIn(made, 'ticket'), 'id')
}

/** Some accounts turn a public reply to somebody without e-mail into an internal note, others refuse it. */
async function canAnswer({ api }: Adapter, id: string): Promise<boolean> {
  const comment = { body: 'Public test reply.', public: true }
  try {
    const answered = await api.call(`/api/v2/tickets/${id}`, {
      method: 'PUT',
      json: { ticket: { comment } },
    })
    const events = listIn(objectIn(answered, 'audit'), 'events')
    return events.some(
      (event) => textIn(event, 'type') === 'Comment' && textIn(event, 'public') !== 'false',
    )
  } catch (error) {
    if (isRelayError(error, 'helpdesk.invalid')) return false
    throw error
  }
}

/** A test ticket for a requester without e-mail, answered in public, then deleted. */
async function tryTicket(adapter: Adapter): Promise<Finding> {
  const id = await makeTicket(adapter)
  try {
    const ok = await canAnswer(adapter, id)
    const message = ok
      ? {
          zh: '可以建单，也可以公开回复没有邮箱的客户',
          en: 'Tickets can be made, and customers without e-mail can be answered in public',
        }
      : {
          zh: '可以建单，但对没有邮箱的客户不能公开回复：请在 Zendesk 中检查评论与代理权限设置',
          en: 'Tickets can be made, but customers without e-mail cannot be answered in public: check the comment settings in Zendesk',
        }
    return { ok, message }
  } finally {
    await adapter.api.call(`/api/v2/tickets/${id}`, { method: 'DELETE' })
  }
}

async function tryWebhook({ api, options }: Adapter): Promise<Finding> {
  if (options.webhookSecret !== undefined)
    return {
      ok: true,
      message: { zh: '使用配置中的回调密钥', en: 'The configured webhook secret is used' },
    }
  const found = await api.call('/api/v2/webhooks', {
    method: 'GET',
    query: { 'filter[name_contains]': 'Weiqiao' },
  })
  const mine = listIn(found, 'webhooks').filter((hook) =>
    textIn(hook, 'endpoint').startsWith(options.publicUrl),
  )
  const n = String(mine.length)
  const message =
    mine.length > 0
      ? { zh: `已建立 ${n} 个回调`, en: `${n} webhook(s) in place` }
      : { zh: '回调尚未建立，启动后会自动建立', en: 'No webhooks yet: they are made on start' }
  return { ok: true, message }
}

/** Calls Zendesk once per question an admin would ask. */
export async function probe(adapter: Adapter): Promise<readonly ProbeResult[]> {
  const access = await attempt('access', async () => {
    const body = await adapter.api.call('/api/v2/users/me', { method: 'GET' })
    const role = textIn(objectIn(body, 'user'), 'role')
    // Only staff may write for others; an end user's token would make every filing fail.
    const ok = role !== 'end-user'
    return { ok, message: { zh: `授权有效，身份为 ${role}`, en: `Access is valid, as ${role}` } }
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

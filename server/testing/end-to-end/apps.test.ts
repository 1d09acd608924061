import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importPKCS8, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf, type Endpoint } from '../../api/endpoint.ts'
import { readGuidance } from '../../api/guidance.ts'
import { recordIntent } from '../../api/intents.ts'
import { actOnReply, listHeldReplies } from '../../api/replies.ts'
import type { Session } from '../../api/session.ts'
import { createPersonas } from '../../care/personas.ts'
import { databases } from '../databases.ts'
import { eventually, relayInLab, type RelayInLab } from './relay-in-lab.ts'

/** Tests look into answers of every shape. */
type Anything = ReturnType<typeof JSON.parse>

describe.each(databases)('the apps of an agent on $name', (database) => {
  let bed: RelayInLab
  let pages: string
  beforeAll(async () => {
    pages = mkdtempSync(join(tmpdir(), 'weiqiao-pages-'))
    mkdirSync(join(pages, 'reply-guide'))
    writeFileSync(join(pages, 'reply-guide/index.html'), '<html><head></head></html>')
    bed = await relayInLab({ database, pages })
    // Without a document the rules that must know the case only advise.
    const personas = createPersonas(bed.relay().runtime.store)
    await personas.seed(bed.plan.tenant, 'wx', { schemaVersion: 1 })
  }, 40_000)
  afterAll(async () => {
    await bed.close()
    rmSync(pages, { recursive: true, force: true })
  }, 30_000)

  /** Opens the page as the lab's Zendesk would. */
  async function signIn(agent: number): Promise<Session> {
    const { subdomain, app } = bed.plan.zendesk
    const base = `https://${subdomain}.zendesk.com/api/v2`
    const token = await new SignJWT({
      iss: `${subdomain}.zendesk.com`,
      aud: `${base}/apps/installations/${app.installationId}.json`,
      sub: `${base}/users/${agent}.json`,
      exp: Math.floor(Date.now() / 1000) + 300,
    })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(await importPKCS8(app.privateKey, 'RS256'))
    const body = new URLSearchParams({ token })
    const page = await fetch(`${bed.relayUrl}/apps/reply-guide/`, { method: 'POST', body })
    expect(page.status).toBe(200)
    const content = /content="([^"]*)"/.exec(await page.text())?.[1] ?? ''
    return JSON.parse(content.replaceAll('&quot;', '"')) as Session
  }

  async function ask(
    { token }: Session,
    endpoint: Endpoint,
    parts: Readonly<Record<string, string>> = {},
    body?: unknown,
  ): Promise<Anything> {
    const response = await fetch(`${bed.relayUrl}${addressOf(endpoint, parts)}`, {
      method: endpoint.method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    expect(response.status).toBe(200)
    return response.json()
  }

  it('know from Zendesk who is an admin and who an agent', async () => {
    expect((await signIn(9001)).user).toEqual({ id: '9001', name: '演示客服一', role: 'admin' })
    expect((await signIn(9002)).user?.role).toBe('agent')
  })

  it('show the ticket, let an overridden error out with one signature, and see it delivered', async () => {
    const customer = await bed.newWechatCustomer()
    await bed.wechat(customer, '家里网断了')
    const { id } = await bed.ticketWith('家里网断了')
    const session = await signIn(9002)
    const ticket = { ticketId: String(id) }
    // Zendesk has the ticket a moment before the relay has written down which one it is.
    const guidance = await eventually(async () => {
      const found = await ask(session, readGuidance, ticket)
      expect(found).toMatchObject({ channel: 'wechat', said: [{ text: '家里网断了' }] })
      return found
    })
    expect(guidance.context.roster.code).toBe('^A02')

    const draft = '可能是基站坏了，\n\n您先等等看。'
    const overrides = [{ rule: 'W-A1', reason: '机房已确认' }]
    await ask(session, recordIntent, ticket, { draft, overrides })
    await bed.reply(id, draft, { agentId: 9002 })
    await eventually(async () => {
      const [text = ''] = await bed.heard(customer)
      expect(text.match(/\^A02/g)).toHaveLength(1)
    }, 20_000)
    // The phone has it a moment before the relay has heard that it does.
    await eventually(async () => {
      const { deliveries } = await ask(session, readGuidance, ticket)
      expect(deliveries).toMatchObject([{ state: 'sent', author: { id: '9002' } }])
    })
  }, 60_000)

  it('hold a block until somebody decides in the list of held replies', async () => {
    const customer = await bed.newWechatCustomer()
    await bed.wechat(customer, '我要查账单')
    const { id } = await bed.ticketWith('我要查账单')
    await bed.reply(id, '请提供您的服务密码', { agentId: 9002 })
    const lead = await signIn(9001)
    const held = await eventually(async () => {
      const { replies } = await ask(lead, listHeldReplies)
      return replies.find((one: Anything) => one.ticket === String(id)) ?? expect.fail('not held')
    }, 20_000)
    expect(held.findings).toMatchObject([{ rule: 'W-S2', severity: 'block' }])
    expect(await bed.heard(customer)).toEqual([])
    const text = '账单已经发到您的公众号菜单里。'
    const act = { act: 'rewrite', text, reason: '不能要密码', seenAt: held.at }
    await ask(lead, actOnReply, { replyId: held.replyId }, act)
    await eventually(async () => expect((await bed.heard(customer))[0]).toContain(text), 20_000)
    await eventually(async () => {
      const { comments } = await bed.ticket(id)
      const notes = comments.filter((comment) => !comment.public).map(({ body }) => body)
      expect(notes.join('\n')).toContain('演示客服一：不能要密码')
    }, 20_000)
  }, 60_000)
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partsAsSent } from '../../persona/parts-as-sent.ts'
import { codeOf } from '../../pipeline/roster.ts'
import { eventually, relayInLab, type RelayInLab } from './relay-in-lab.ts'

let bed: RelayInLab
beforeAll(async () => {
  bed = await relayInLab()
}, 30_000)
afterAll(() => bed.close(), 30_000)

const agent = '9001'
const step = '请先拔下光猫电源，等待两分钟后再插上。'
// Cut inside a part: the family stands exactly where 1,800 bytes, or 290 signs, are full.
const family = '👨‍👩‍👧‍👦'
const atBorder = (signs: number): string => `${'好'.repeat(signs)}${family}${step}`

/** What the sidebar shows for a draft on a ticket: the same context, the same function. */
async function previewed(ticket: number, draft: string) {
  const { runtime } = bed.relay()
  const tenant = runtime.tenants.get(bed.plan.tenant) ?? expect.fail('no tenant')
  const [conversation] = await eventually(async () => {
    const id = { id: String(ticket) }
    const found = await runtime.store.inbox.conversationByTicket(tenant.id, id)
    expect(found).toHaveLength(1)
    return found
  })
  const served = tenant.accounts.get(conversation?.account ?? '') ?? expect.fail('no account')
  if (!conversation) return expect.fail('no conversation')
  const code = await codeOf(runtime, tenant, { id: agent })
  const context = await runtime.lintContext({
    conversation,
    served,
    masks: tenant.masks,
    roster: { code, codes: Object.values(tenant.agentCodes), mayAnswerPublicly: true },
  })
  const { target = {}, customerName } = conversation
  return {
    parts: partsAsSent(draft, context),
    lead: served.descriptor.opensWith?.(target, customerName) ?? '',
  }
}

describe('the preview', () => {
  it.each([
    ['a short text', '您好，已为您登记。'],
    ['a long text', step.repeat(60)],
    ['an emoji at the border of a message', atBorder(598)],
    ['blanks around it and a link of HTML', `  ${step}<a href="x">看这里</a>  \n`],
  ])(
    'shows the messages that WeChat gets: %s (S3-33)',
    async (_what, draft) => {
      const customer = await bed.newWechatCustomer()
      await bed.wechat(customer, '你好')
      const mine = await eventually(async () => {
        const hex = Buffer.from(customer).toString('hex')
        const found = (await bed.tickets()).find(({ requester }) =>
          requester.externalId.endsWith(hex),
        )
        return found ?? expect.fail('no ticket yet')
      })
      const { parts } = await previewed(mine.id, draft)
      const before = (await bed.heard(customer)).length
      await bed.reply(mine.id, draft)
      await eventually(async () => expect((await bed.heard(customer)).slice(before)).toEqual(parts))
    },
    60_000,
  )

  it('shows the comment and the private messages that Weibo gets (S3-33)', async () => {
    const { id: fan } = await bed.control<{ id: string }>('/weibo/customers', { name: '客户辛' })
    const { id: post } = await bed.control<{ id: string }>('/weibo/brand/posts', {
      text: '新套餐上线，欢迎提问',
    })
    await bed.control(`/weibo/customers/${fan}/comments`, { postId: post, text: '支持一下' })
    const ticket = await bed.ticketWith('支持一下')
    const draft = `谢谢您的支持${family}`
    const { parts, lead } = await previewed(ticket.id, draft)
    expect(lead).toBe('回复@客户辛:')
    await bed.reply(ticket.id, draft)
    await eventually(async () => {
      const { posts } = await bed.control<{
        posts: { id: string; comments: { text: string }[] }[]
      }>('/weibo/timeline')
      const comments = posts.find(({ id }) => id === post)?.comments.map(({ text }) => text)
      expect(comments).toContain(lead + parts.join())
    }, 20_000)

    await bed.control(`/weibo/customers/${fan}/messages`, { type: 'text', text: '私信报到' })
    const direct = await bed.ticketWith('私信报到')
    const long = `${atBorder(286)}${step.repeat(30)}`
    const shown = await previewed(direct.id, long)
    expect(shown.parts.length).toBeGreaterThan(2)
    await bed.reply(direct.id, long)
    await eventually(async () => {
      const { messages } = await bed.control<{ messages: { from: string; text?: string }[] }>(
        `/weibo/customers/${fan}/messages`,
      )
      const said = messages.flatMap(({ from, text }) => (from === 'brand' ? [text] : []))
      expect(said.slice(-shown.parts.length)).toEqual(shown.parts)
    }, 30_000)
  }, 90_000)
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../databases.ts'
import { eventually, relayInLab, type RelayInLab } from './relay-in-lab.ts'

describe.each(databases)('a conversation through the relay on $name', (database) => {
  let bed: RelayInLab
  beforeAll(async () => {
    bed = await relayInLab({ database })
  }, 30_000)
  afterAll(() => bed.close(), 30_000)

  it('turns a WeChat text into a ticket and the public reply into a bubble', async () => {
    const customer = await bed.newWechatCustomer()
    await bed.wechat(customer, '我的快递还没到，请查一下')
    const { id } = await bed.ticketWith('我的快递还没到')
    // Nobody answers within the milliseconds in which the relay still notes the ticket.
    const { store } = bed.relay().runtime
    await eventually(async () => {
      const ticket = { id: String(id) }
      expect(await store.inbox.conversationByTicket(bed.plan.tenant, ticket)).toHaveLength(1)
    })
    await bed.reply(id, '您好，包裹今天派送', { status: 'pending' })
    await eventually(async () =>
      expect((await bed.heard(customer)).join()).toMatch(/包裹今天派送.*\^/),
    )
    const { comments } = await bed.ticket(id)
    expect(comments[0]?.author.role).toBe('end-user')
  })

  it('keeps one customer on one open ticket, in the order written', async () => {
    const customer = await bed.newWechatCustomer()
    for (const text of ['顺序一', '顺序二', '顺序三']) await bed.wechat(customer, text)
    const { id } = await bed.ticketWith('顺序三')
    const { comments } = await bed.ticket(id)
    const said = comments.map(({ body }) => body).join('\n')
    expect([...said.matchAll(/顺序./g)].map(([text]) => text)).toEqual([
      '顺序一',
      '顺序二',
      '顺序三',
    ])
    const mine = (await bed.tickets()).filter(({ requester }) =>
      requester.externalId.endsWith(Buffer.from(customer).toString('hex')),
    )
    expect(mine).toHaveLength(1)
  })

  it('files a picture as an attachment of the comment', async () => {
    const customer = await bed.newWechatCustomer()
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
    await bed.wechat(customer, '', { type: 'image', base64: png, contentType: 'image/png' })
    await eventually(async () => {
      const all = await bed.tickets()
      const mine = all.find(({ requester }) =>
        requester.externalId.endsWith(Buffer.from(customer).toString('hex')),
      )
      const { comments } = await bed.ticket(mine?.id ?? 0)
      expect(comments[0]?.attachments[0]?.contentType).toMatch(/^image\//)
    })
  })

  it('leaves a solved ticket alone when the customer says thanks', async () => {
    const customer = await bed.newWechatCustomer()
    await bed.wechat(customer, '发票怎么开')
    const { id } = await bed.ticketWith('发票怎么开')
    await bed.reply(id, '在订单页点开票即可', { status: 'solved' })
    await eventually(async () => expect(await bed.heard(customer)).toHaveLength(1))
    await bed.wechat(customer, '谢谢')
    await bed.ticketWith('谢谢')
    expect((await bed.ticket(id)).ticket.status).toBe('solved')
    await bed.wechat(customer, '那电子发票什么时候发到邮箱？')
    await eventually(async () => expect((await bed.ticket(id)).ticket.status).toBe('open'))
  })

  it('carries a Weibo mention, a comment and a private message there and back', async () => {
    const { id: fan } = await bed.control<{ id: string }>('/weibo/customers', { name: '客户乙' })
    const { id: post } = await bed.control<{ id: string }>(`/weibo/customers/${fan}/posts`, {
      text: '宽带又断了，有人管吗',
      mention: true,
    })
    const mention = await bed.ticketWith('宽带又断了')
    await bed.reply(mention.id, '抱歉给您添麻烦了，已为您报修')
    await eventually(async () => {
      const { posts } = await bed.control<{
        posts: { id: string; comments: { text: string }[] }[]
      }>('/weibo/timeline')
      const found = posts.find(({ id }) => id === post)
      expect(found?.comments.map(({ text }) => text).join()).toContain('已为您报修')
    }, 20_000)
    await bed.control(`/weibo/customers/${fan}/messages`, { type: 'text', text: '私信问一下资费' })
    const direct = await bed.ticketWith('私信问一下资费')
    expect(direct.id).not.toBe(mention.id)
    await bed.reply(direct.id, '资费表已整理好，请看')
    await eventually(async () => {
      const { messages } = await bed.control<{ messages: { text?: string }[] }>(
        `/weibo/customers/${fan}/messages`,
      )
      expect(messages.map(({ text }) => text).join()).toContain('资费表已整理好')
    })
  }, 60_000)
})

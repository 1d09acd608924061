import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callbackRequest } from '../../lab/wechat/callback.ts'
import { databases } from '../databases.ts'
import { connectAccounts, throughChannel } from './connect-channel.ts'
import { eventually, relayInLab, type DeskComment, type RelayInLab } from './relay-in-lab.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.ts'

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

type Spoken = DeskComment & { readonly undelivered?: string }

describe.each(databases)('the channel framework between Zendesk and relay on $name', (database) => {
  let bed: RelayInLab
  let instances: ReadonlyMap<string, string>
  beforeAll(async () => {
    bed = await relayInLab({ database, edit: throughChannel })
    instances = await connectAccounts(bed)
  }, 60_000)
  afterAll(() => bed.close(), 30_000)

  const newFan = async (name: string): Promise<string> =>
    (await bed.control<{ id: string }>('/weibo/customers', { name })).id

  async function mention(fan: string, text: string): Promise<string> {
    const post = await bed.control<{ id: string }>(`/weibo/customers/${fan}/posts`, {
      text,
      mention: true,
    })
    return post.id
  }
  async function commentsOn(post: string): Promise<string> {
    const { posts } = await bed.control<{
      posts: { id: string; comments: { text: string }[] }[]
    }>('/weibo/timeline')
    return posts
      .flatMap(({ id, comments }) => (id === post ? comments.map(({ text }) => text) : []))
      .join()
  }
  async function spoken(id: number): Promise<readonly Spoken[]> {
    return (await bed.ticket(id)).comments
  }
  async function wechatTicket(text: string): Promise<{ customer: string; id: number }> {
    const customer = await bed.newWechatCustomer()
    await bed.wechat(customer, text)
    return { customer, id: (await bed.ticketWith(text)).id }
  }

  it('connects every account through the page the relay serves', async () => {
    const { integrations } = await bed.control<{
      integrations: { name: string; status: string }[]
    }>('/desk/integrations')
    expect(integrations).toMatchObject([
      { name: 'wx', status: 'active' },
      { name: 'wb', status: 'active' },
    ])
  })

  it('turns a WeChat text into a ticket and the channelback into a bubble', async () => {
    const { customer, id } = await wechatTicket('渠道框架收到吗')
    const { ticket } = await bed.ticket(id)
    expect(ticket.requester.externalId).toContain(Buffer.from(customer).toString('hex'))
    expect(ticket.tags).toEqual(expect.arrayContaining(['weiqiao', 'weiqiao_wechat']))
    await bed.reply(id, '收到了，请放心')
    await eventually(async () =>
      expect((await bed.heard(customer)).join()).toMatch(/收到了，请放心.*\^/),
    )
    expect((await spoken(id)).at(-1)).not.toHaveProperty('undelivered')
    expect(await bed.heard(customer)).toHaveLength(1)
  }, 40_000)

  it('keeps a customer on one ticket, and opens a solved one when more is asked', async () => {
    const { customer, id } = await wechatTicket('先问第一句')
    await bed.reply(id, '好的', { status: 'solved' })
    await eventually(async () => expect(await bed.heard(customer)).toHaveLength(1))
    await bed.wechat(customer, '还有第二句要问')
    expect((await bed.ticketWith('还有第二句要问')).id).toBe(id)
    expect((await bed.ticket(id)).ticket.status).toBe('open')
  }, 40_000)

  it('lets Zendesk fetch a customer’s picture, and carries an agent’s picture back', async () => {
    const customer = await bed.newWechatCustomer()
    await bed.wechat(customer, '', { type: 'image', base64: png, contentType: 'image/png' })
    const suffix = Buffer.from(customer).toString('hex')
    const id = await eventually(async () => {
      const mine = (await bed.tickets()).find(({ requester }) =>
        requester.externalId.endsWith(suffix),
      )
      const [first] = await spoken(mine?.id ?? 0)
      expect(first?.attachments[0]?.contentType).toMatch(/^image\//)
      return mine?.id ?? 0
    })
    const upload = await fetch(`${bed.lab.urls.zendesk}/__lab/desk/uploads?filename=a.png`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: Buffer.from(png, 'base64'),
    })
    const { token } = (await upload.json()) as { token: string }
    await bed.reply(id, '请看图', { uploads: [token] })
    await eventually(async () => {
      const brand = (await bed.chat(customer)).filter(({ from }) => from === 'brand')
      expect(brand.map(({ type }) => type).sort()).toEqual(['image', 'text'])
    })
  }, 40_000)

  it('carries a Weibo mention and a private message there and back', async () => {
    const fan = await newFan('客户乙')
    const post = await mention(fan, '渠道框架上的宽带又断了')
    const public_ = await bed.ticketWith('渠道框架上的宽带又断了')
    await bed.reply(public_.id, '抱歉，已为您报修')
    await eventually(async () => expect(await commentsOn(post)).toContain('已为您报修'), 20_000)
    await bed.control(`/weibo/customers/${fan}/messages`, { type: 'text', text: '私信问渠道框架' })
    const direct = await bed.ticketWith('私信问渠道框架')
    expect(direct.id).not.toBe(public_.id)
    await bed.reply(direct.id, '资费表请看')
    await eventually(async () => {
      const path = `/weibo/customers/${fan}/messages`
      const { messages } = await bed.control<{ messages: { text?: string }[] }>(path)
      expect(messages.map(({ text }) => text).join()).toContain('资费表请看')
    })
  }, 60_000)

  it('leads an agent’s click to the post on Weibo, and nowhere else', async () => {
    const fan = await newFan('客户戊')
    await mention(fan, '点一下看原微博')
    const { id } = await bed.ticketWith('点一下看原微博')
    const filing = await eventually(() => {
      const entry = bed.lab.world
        .entries(0, 100_000)
        .find(({ kind, data }) => kind === 'comment.added' && data['ticket'] === id)
      return String(entry?.data['externalId'])
    })
    const click = (externalId: string) =>
      fetch(`${bed.relayUrl}/zendesk/clickthrough?external_id=${encodeURIComponent(externalId)}`, {
        redirect: 'manual',
      })
    const found = await click(filing)
    expect(found.status).toBe(302)
    expect(found.headers.get('location')).toMatch(/^https:\/\/(m\.)?weibo\.c(om|n)\//)
    for (const odd of ['https://evil.example', '//evil.example', `${filing}&url=//evil`, ''])
      expect((await click(odd)).status).toBe(404)
  }, 40_000)

  it('flags a held reply on its own comment, notes the cause, opens and tags the ticket', async () => {
    const fan = await newFan('客户丙')
    const post = await mention(fan, '渠道框架上怎么取消套餐')
    const { id } = await bed.ticketWith('渠道框架上怎么取消套餐')
    await bed.reply(id, '请在评论里告诉我您的身份证号和密码', { status: 'solved' })
    await eventually(async () => {
      const all = await spoken(id)
      const asked = all.find(({ body }) => body.includes('身份证号和密码') && body.startsWith('请'))
      expect(asked?.undelivered).toMatch(/没有收到/)
      expect(
        all
          .filter((one) => !one.public)
          .map(({ body }) => body)
          .join(),
      ).toMatch(/拦下/)
      const { ticket } = await bed.ticket(id)
      expect([ticket.status, ticket.tags.includes('weiqiao_held')]).toEqual(['open', true])
    }, 20_000)
    expect(await commentsOn(post)).toBe('')
    await bed.reply(id, '#改写 请私信我们，为您处理', { public: false })
    await eventually(async () => expect(await commentsOn(post)).toContain('请私信我们'), 20_000)
    expect(await commentsOn(post)).not.toContain('密码')
  }, 60_000)

  it('flags a reply that the platform refuses', async () => {
    const { customer, id } = await wechatTicket('窗口已关的渠道框架客户')
    await bed.fault({
      platform: 'wechat',
      match: 'custom/send',
      kind: 'errcode',
      errcode: 45015,
      count: 1,
    })
    await bed.reply(id, '已处理好')
    await eventually(async () =>
      expect((await spoken(id)).find(({ body }) => body === '已处理好')?.undelivered).toMatch(
        /发送失败/,
      ),
    )
    expect(await bed.heard(customer)).toEqual([])
  }, 40_000)

  it('sends once when Zendesk loses the answer to a channelback', async () => {
    const { customer, id } = await wechatTicket('丢了应答的渠道框架客户')
    await bed.fault({
      platform: 'zendesk',
      match: 'push channelback',
      kind: 'drop_answer',
      count: 2,
    })
    await bed.reply(id, '只发一次')
    await eventually(async () => {
      const sent = bed.lab.world
        .entries(0, 100_000)
        .filter(({ kind, data }) => kind === 'channelback.sent' && data['ticket'] === id)
      expect(sent).toHaveLength(1)
    })
    expect((await bed.heard(customer)).filter((text) => text.includes('只发一次'))).toHaveLength(1)
  }, 40_000)

  it('hands messages to Zendesk’s polls while the push token is refused', async () => {
    await bed.fault({
      platform: 'zendesk',
      match: 'any_channel/push',
      kind: 'status',
      status: 401,
      count: 3,
    })
    const customer = await bed.newWechatCustomer()
    await bed.wechat(customer, '令牌失效时也要收到')
    await eventually(async () => {
      await bed.control(`/desk/integrations/${instances.get('wx') ?? ''}/pull`, {})
      expect(JSON.stringify(await bed.tickets())).toContain(Buffer.from(customer).toString('hex'))
    })
    await bed.wechat(customer, '令牌恢复后的下一句')
    const { id } = await bed.ticketWith('令牌恢复后的下一句')
    await eventually(async () =>
      expect((await spoken(id)).map(({ body }) => body)).toEqual([
        expect.stringContaining('令牌失效时也要收到'),
        expect.stringContaining('令牌恢复后的下一句'),
      ]),
    )
  }, 60_000)
})

const customers = 40
/** Acknowledged messages at which the relay is killed. */
const killAt = 15

function markOf(n: number): string {
  return `第${String(n).padStart(2, '0')}位`
}

/** As the platform does: offered again until it is acknowledged. */
async function offer(bed: RelayInLab, n: number): Promise<void> {
  const fields = {
    ToUserName: bed.plan.wechat.originalId,
    FromUserName: `oKillTest${n}`,
    CreateTime: Math.floor(Date.now() / 1000),
    MsgType: 'text',
    Content: `${markOf(n)} 我的订单到哪了`,
    MsgId: `8${String(n).padStart(15, '0')}`,
  }
  await eventually(async () => {
    const { url, contentType, body } = callbackRequest(bed.plan, fields, Date.now())
    const headers = { 'content-type': contentType }
    const response = await fetch(url, { method: 'POST', headers, body })
    expect([response.status, await response.text()]).toEqual([200, 'success'])
  }, 60_000)
}

describe.each(databases)('a relay killed behind the channel framework on $name', (database) => {
  let bed: RelayInLab
  let relay: RelayProcess
  beforeAll(async () => {
    bed = await relayInLab({ database, edit: throughChannel, withoutRelay: true })
    await bed.control('/desk/limits', { requestsPerMinute: 100_000 })
    relay = await startRelayProcess(bed.configPath, bed.relayUrl)
    await connectAccounts(bed)
  }, 90_000)
  afterAll(async () => {
    await relay.kill()
    await bed.close()
  }, 30_000)

  async function restart(): Promise<void> {
    await relay.kill()
    relay = await startRelayProcess(bed.configPath, bed.relayUrl)
  }
  /** How often each message stands in the tickets, and in which. */
  function marks(): ReadonlyMap<string, readonly number[]> {
    const seen = new Map<string, number[]>()
    for (const { kind, data } of bed.lab.world.entries(0, 100_000)) {
      const [mark] = kind === 'comment.added' ? (/第\d{2}位/.exec(String(data['body'])) ?? []) : []
      if (mark !== undefined) seen.set(mark, [...(seen.get(mark) ?? []), Number(data['ticket'])])
    }
    return seen
  }

  it('files every acknowledged message once', async () => {
    const queue = Array.from({ length: customers }, (_, n) => n)
    let acknowledged = 0
    async function worker(): Promise<void> {
      for (let n = queue.shift(); n !== undefined; n = queue.shift()) {
        // Twice at once, as platforms do when they are impatient.
        await Promise.all([offer(bed, n), offer(bed, n)])
        acknowledged += 1
      }
    }
    async function killer(): Promise<void> {
      await eventually(() => expect(acknowledged).toBeGreaterThan(killAt), 60_000)
      await restart()
    }
    await Promise.all([killer(), worker(), worker(), worker()])
    await eventually(() => expect(marks().size).toBe(customers), 60_000)
    expect([...marks().values()].filter((tickets) => tickets.length > 1)).toEqual([])
  }, 180_000)

  it('sends no reply twice, and leaves none that looks delivered and was not', async () => {
    const asked = Array.from({ length: customers }, (_, n) => `问题Q${n}E`)
    for (const text of asked) await bed.wechat(await bed.newWechatCustomer(), text)
    const tickets = await eventually(() => {
      const added = bed.lab.world.entries(0, 100_000).filter(({ kind }) => kind === 'comment.added')
      return asked.map((text) => {
        const entry = added.find(({ data }) => String(data['body']).includes(text))
        return Number((entry ?? expect.fail(text)).data['ticket'])
      })
    }, 30_000)
    await bed.fault({ platform: 'wechat', match: 'custom/send', kind: 'delay', ms: 150 })
    const delivered = () =>
      bed.lab.world.entries(0, 100_000).filter(({ kind }) => kind === 'message.delivered')
    await Promise.all(tickets.map((ticket, n) => bed.reply(ticket, `已处理，编号 R${n}E`)))
    await eventually(() => expect(delivered().length).toBeGreaterThan(5), 30_000)
    await restart()
    const heardOf = (n: number): number =>
      delivered().filter(({ data }) => JSON.stringify(data).includes(`R${n}E`)).length
    await eventually(async () => {
      for (const [n, ticket] of tickets.entries()) {
        const { comments } = await bed.ticket(ticket)
        const mine = (comments as readonly Spoken[]).find(({ body }) => body.includes(`R${n}E`))
        const isKnown = heardOf(n) === 1 || mine?.undelivered !== undefined
        expect([n, isKnown]).toEqual([n, true])
      }
    }, 60_000)
    const counts = tickets.map((_, n) => heardOf(n))
    process.stdout.write(
      `channelbacks (${database.name}): ${counts.filter((count) => count === 1).length} heard, ` +
        `${counts.filter((count) => count === 0).length} flagged, ` +
        `${counts.filter((count) => count > 1).length} doubled\n`,
    )
    expect(counts.filter((count) => count > 1)).toEqual([])
  }, 180_000)
})

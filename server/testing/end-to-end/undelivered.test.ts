import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../databases.ts'
import { eventually, relayInLab, type RelayInLab } from './relay-in-lab.ts'

/** Ticket ids that stand in the view the relay made for a tag. */
async function inView(bed: RelayInLab, word: RegExp): Promise<readonly number[]> {
  const { account } = await bed.control<{ account: { id: number; title: string }[] }>('/desk/views')
  const view = account.find(({ title }) => word.test(title))
  if (!view) throw new TypeError(`no view like ${word.source}: ${JSON.stringify(account)}`)
  return (await bed.tickets(String(view.id))).map(({ id }) => id)
}

interface Expected {
  readonly tag: string
  readonly view: RegExp
  /** What the private note must say. */
  readonly note: RegExp
}

/** Open again, tagged, with a private note, in the view: within 12 s of the unanswered call. */
async function expectReopened(bed: RelayInLab, id: number, expected: Expected): Promise<void> {
  await eventually(async () => {
    const { ticket, comments } = await bed.ticket(id)
    expect(ticket.status).toBe('open')
    expect(ticket.tags).toContain(expected.tag)
    const notes = comments.filter((comment) => !comment.public).map(({ body }) => body)
    expect(notes.join('\n')).toMatch(expected.note)
    expect(await inView(bed, expected.view)).toContain(id)
  }, 20_000)
}

describe.each(databases)('a reply that did not reach the customer on $name', (database) => {
  let bed: RelayInLab
  beforeAll(async () => {
    bed = await relayInLab({ database })
    // The views are made in the background, within 15 s of the start.
    await eventually(() => inView(bed, /拦下/), 15_000)
  }, 40_000)
  afterAll(() => bed.close(), 30_000)

  async function conversation(text: string): Promise<{ customer: string; id: number }> {
    const customer = await bed.newWechatCustomer()
    await bed.wechat(customer, text)
    return { customer, id: (await bed.ticketWith(text)).id }
  }

  it('opens a solved ticket again when the gate holds its public reply', async () => {
    const { id: fan } = await bed.control<{ id: string }>('/weibo/customers', { name: '客户丙' })
    await bed.control(`/weibo/customers/${fan}/posts`, { text: '套餐怎么取消不了', mention: true })
    const { id } = await bed.ticketWith('套餐怎么取消不了')
    await bed.reply(id, '请在评论里告诉我您的身份证号和密码', { status: 'solved' })
    await expectReopened(bed, id, { tag: 'weiqiao_held', view: /拦下/, note: /拦下.*没有收到/s })
  }, 40_000)

  it('opens a solved ticket again when the platform refuses the reply', async () => {
    const { customer, id } = await conversation('窗口关闭的那位')
    await bed.fault({
      platform: 'wechat',
      match: 'custom/send',
      kind: 'errcode',
      errcode: 45015,
      count: 1,
    })
    await bed.reply(id, '已为您处理好了', { status: 'solved' })
    await expectReopened(bed, id, { tag: 'weiqiao_failed', view: /失败/, note: /发送失败/ })
    expect(await bed.heard(customer)).toEqual([])
  }, 40_000)

  it('opens a solved ticket again within 12 s when the platform does not answer', async () => {
    const { customer, id } = await conversation('没有回音的那位')
    await bed.fault({ platform: 'wechat', match: 'custom/send', kind: 'drop_answer', count: 1 })
    const calledAt = Date.now()
    await bed.reply(id, '这条回复平台收到了', { status: 'solved' })
    await expectReopened(bed, id, {
      tag: 'weiqiao_unconfirmed',
      view: /未确认/,
      note: /未确认是否送达/,
    })
    expect(Date.now() - calledAt).toBeLessThan(12_000)
    // The platform had acted: sending again would have doubled it.
    expect(await bed.heard(customer)).toHaveLength(1)
    await bed.reply(id, '#已收到', { public: false })
    await eventually(async () =>
      expect((await bed.ticket(id)).ticket.tags).not.toContain('weiqiao_unconfirmed'),
    )
    expect(await bed.heard(customer)).toHaveLength(1)
  }, 40_000)

  it('shows a hanging platform as unconfirmed within 12 s of the call', async () => {
    const { id } = await conversation('平台卡住的那位')
    await bed.fault({ platform: 'wechat', match: 'custom/send', kind: 'hang', count: 1 })
    const calledAt = Date.now()
    await bed.reply(id, '请稍候', { status: 'solved' })
    await expectReopened(bed, id, { tag: 'weiqiao_unconfirmed', view: /未确认/, note: /未确认/ })
    expect(Date.now() - calledAt).toBeLessThan(12_500)
  }, 40_000)

  it('sends a held reply only after a person released or rewrote it', async () => {
    const { id: fan } = await bed.control<{ id: string }>('/weibo/customers', { name: '客户丁' })
    const { id: post } = await bed.control<{ id: string }>(`/weibo/customers/${fan}/posts`, {
      text: '账单对不上',
      mention: true,
    })
    const { id } = await bed.ticketWith('账单对不上')
    await bed.reply(id, '请告诉我您的银行卡号')
    await expectReopened(bed, id, { tag: 'weiqiao_held', view: /拦下/, note: /改写/ })
    const said = async (): Promise<string> => {
      const { posts } = await bed.control<{
        posts: { id: string; comments: { text: string }[] }[]
      }>('/weibo/timeline')
      return posts
        .flatMap((one) => (one.id === post ? one.comments : []))
        .map(({ text }) => text)
        .join()
    }
    expect(await said()).toBe('')
    await bed.reply(id, '#改写 请私信我们，为您核对账单', { public: false })
    await eventually(async () => expect(await said()).toContain('请私信我们'))
    expect(await said()).not.toContain('银行卡号')
    await eventually(async () =>
      expect((await bed.ticket(id)).ticket.tags).not.toContain('weiqiao_held'),
    )
  }, 40_000)
})

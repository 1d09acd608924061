import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LintContext } from '../../persona/context.ts'
import { readDocument } from '../../persona/document.ts'
import { presets } from '../../persona/presets/index.ts'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'

let api: ApiBed
let token: string
beforeEach(async () => {
  api = await apiBed()
  token = (await api.session('7')).token
})
afterEach(() => api.close())

const guidance = async (ticketId = '100') =>
  (await api.call('readGuidance', token, { parts: { ticketId } })).json
const pulse = async (ticket = '100') =>
  (await api.call('readPulse', token, { query: { ticket } })).json

/** The context the gate judged the next reply by. */
async function judged(text: string, more: object = {}): Promise<LintContext> {
  const contexts: LintContext[] = []
  const build = api.bed.runtime.lintContext
  Object.assign(api.bed.runtime, {
    lintContext: async (answering: Parameters<typeof build>[0]) => {
      const context = await build(answering)
      contexts.push(context)
      return context
    },
  })
  await api.bed.answer(text, more)
  await api.bed.settle()
  Object.assign(api.bed.runtime, { lintContext: build })
  return contexts.at(-1) ?? expect.fail('nothing was judged')
}

describe('the guidance of a ticket', () => {
  it('is advice only for a ticket the relay does not know', async () => {
    expect(await guidance('4711')).toMatchObject({
      account: null,
      channel: null,
      window: null,
      customer: null,
      thread: null,
      context: {},
      deliveries: [],
      said: [],
    })
  })

  it('says so for a ticket whose account left the configuration', async () => {
    await api.bed.say('断网了')
    await api.bed.settle()
    Object.assign(api.bed.runtime.tenants.get('acme') ?? {}, { accounts: new Map() })
    expect(await guidance()).toMatchObject({
      account: { id: 'wx', channel: 'wechat', isConnected: false },
      visibility: 'private',
      context: {},
    })
  })

  it('tells the window, what was said and who says it', async () => {
    await api.bed.say('宽带断了两天', { customer: { id: 'customer-1', name: '演示客户' } })
    await api.bed.say('我的电话13912345678，什么时候修好？')
    await api.bed.settle()
    const found = await guidance()
    expect(found.account).toEqual({ id: 'wx', channel: 'wechat', isConnected: true })
    expect(found.visibility).toBe('private')
    expect(found.window.repliesLeft).toBe(5)
    expect(Date.parse(found.window.endsAt)).toBeGreaterThan(api.bed.clock.now())
    expect(found.said.map(({ text }: { text: string }) => text)).toEqual([
      '宽带断了两天',
      expect.stringMatching(/^我的电话\S*\*+\S*，什么时候修好？$/),
    ])
    expect(JSON.stringify(found)).not.toContain('13912345678')
    expect(found.customer).toMatchObject({
      name: '演示客户',
      identities: [{ channel: 'wechat', account: 'wx', label: '演示客户' }],
      lastContacts: [{ channel: 'wechat', visibility: 'private', ticket: '100' }],
    })
  })

  it('shows the public thread, with no way out but https', async () => {
    await api.bed.say('这条怎么回事 #宽带升级#', {
      thread: 'post-1',
      visibility: 'public',
      customer: { id: 'fan', followers: 1200 },
      context: [
        {
          id: 'post-1',
          text: '公告',
          link: 'https://weibo.example.com/1',
          reposts: 7,
          comments: 9,
        },
        { id: 'c-2', text: '同问', link: 'javascript:alert(1)', isDeleted: true, reposts: -1 },
      ],
    })
    await api.bed.settle()
    const found = await guidance()
    expect(found.visibility).toBe('public')
    expect(found.thread).toEqual({
      id: 'post-1',
      lead: null,
      audience: 1200,
      posts: [
        expect.objectContaining({ id: 'post-1', link: 'https://weibo.example.com/1', reposts: 7 }),
        expect.objectContaining({ id: 'c-2', link: null, isDeleted: true, reposts: null }),
      ],
    })
    expect(found.context.thread).toEqual({
      hashtags: ['宽带升级'],
      reposts: 7,
      audience: 1200,
    })
  })

  it('follows a reply through its states, with cause and findings in both languages', async () => {
    await api.bed.say('断网了')
    await api.bed.settle()
    await api.bed.answer('请提供您的服务密码')
    await api.bed.settle()
    const [held] = (await guidance()).deliveries
    expect(held).toMatchObject({
      state: 'held',
      text: '请提供您的服务密码',
      parts: { total: 1, sent: 0 },
      findings: [{ rule: 'W-S2', severity: 'block' }],
    })
    expect(held.findings[0].message.zh).not.toBe(held.findings[0].message.en)
    await api.bed.answer('已为您报修')
    await api.bed.settle()
    const [sent] = (await guidance()).deliveries
    expect(sent).toMatchObject({ state: 'sent', findings: [], parts: { total: 1, sent: 1 } })
  })

  it('hands hostile text over as text, in an answer no browser takes for a page', async () => {
    const hostile = '<img src=x onerror=alert(1)></script><script>alert(2)</script>'
    await api.bed.say(hostile, {
      thread: 'post-1',
      visibility: 'public',
      customer: { id: '<b>fan</b>', name: hostile },
      context: [{ id: '<i>', text: hostile, author: hostile, link: 'http://evil.example' }],
    })
    await api.bed.settle()
    await api.bed.answer(hostile)
    await api.bed.settle()
    const answer = await api.call('readGuidance', token, { parts: { ticketId: '100' } })
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(answer.json.context.earlier[0].text).toBe(hostile)
    expect(answer.json.thread.posts[0]).toMatchObject({
      text: hostile,
      author: hostile,
      link: null,
    })
    expect(answer.json.deliveries[0].text).toBe(hostile)
  })
})

describe('sidebar and gate', () => {
  const document = readDocument(presets['telecom'])

  beforeEach(async () => {
    if (document.ok) await api.care.personas.seed('acme', 'wx', document.document)
  })

  it.each([
    ['private', {}],
    ['public', { thread: 'post-1', visibility: 'public' as const }],
  ])('judge the same %s ticket by the same context', async (_where, more) => {
    await api.bed.say('上次说的补偿呢？', more)
    await api.bed.settle()
    await api.bed.answer('您的补偿我们已核实。')
    await api.bed.settle()
    await api.bed.clock.advance(60_000)
    await api.bed.say('宽带又断了，什么时候修好？', more)
    await api.bed.settle()
    const shown = (await guidance()).context
    expect(await judged('抱歉，师傅今天18:00前上门。')).toEqual(shown)
    expect(shown.inbound).toHaveLength(1)
    expect(shown.earlier.map(({ from }: { from: string }) => from)).toEqual(['customer', 'brand'])
    expect(shown.persona).toEqual({ name: '小桥', selfReference: '小桥', address: '您' })
    expect(shown.roster).toEqual({ code: '^A17', codes: ['^A17'], appended: true })
    expect(shown.now).toBe(new Date(api.bed.clock.now()).toISOString())
  })

  it('agree also when an agent without a code answers for the first time', async () => {
    token = (await api.session('8')).token
    await api.bed.say('断网了')
    await api.bed.settle()
    const shown = (await guidance()).context
    expect(await judged('已为您报修', { author: { id: '8' } })).toEqual(shown)
    expect(shown.roster.code).toBe('^A01')
  })

  it('leave out what the customer wrote after the answer was written', async () => {
    await api.bed.say('断网了')
    await api.bed.settle()
    const at = api.bed.clock.now()
    await api.bed.clock.advance(5000)
    await api.bed.say('另外发票怎么开？')
    const context = await judged('已为您报修', { at })
    expect(context.inbound?.map(({ text }) => text)).toEqual(['断网了'])
  })
})

describe('sidebar and gate of an account without a persona document', () => {
  it('agree that what needs the case is advice', async () => {
    await api.bed.say('宽带什么时候修好？能退这几天的钱吗？')
    await api.bed.settle()
    const shown = (await guidance()).context
    expect(shown.undocumented).toBe(true)
    expect(await judged('应该是基站坏了，您先等等看。')).toEqual(shown)
    expect((await guidance()).deliveries[0].state).not.toBe('held')
  })
})

describe('the pulse', () => {
  it('beats when a reply, a message, the persona or the crisis changes, and only then', async () => {
    await api.bed.say('断网了')
    await api.bed.settle()
    const start = await pulse()
    await api.bed.clock.advance(1000)
    expect({ ...(await pulse()), serverNow: start.serverNow }).toEqual(start)

    await api.bed.answer('请提供您的服务密码')
    await api.bed.settle()
    const held = await pulse()
    expect(held.deliveriesVersion).not.toBe(start.deliveriesVersion)
    expect(held.messagesVersion).toBe(start.messagesVersion)

    await api.bed.say('还没好')
    expect((await pulse()).messagesVersion).not.toBe(held.messagesVersion)

    await api.care.personas.seed('acme', 'wx', { schemaVersion: 1 })
    expect((await pulse()).personaVersion).toBe(1)

    await api.care.crisis.turn('acme', { on: true, accounts: undefined, by: { id: '9' } })
    expect((await pulse()).crisisVersion).toBe(1)
    expect((await api.call('readPulse', token)).json.crisisVersion).toBe(1)
  })
})

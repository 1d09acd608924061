import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HelpdeskKnowledge } from '../../core/helpdesk.ts'
import { blocking, judge } from '../../persona/guide.ts'
import { readDocument } from '../../persona/document.ts'
import { presets } from '../../persona/presets/index.ts'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'
import { mail } from '../../testing/mail.ts'

let api: ApiBed
let token: string
beforeEach(async () => {
  api = await apiBed()
  token = (await api.session('7')).token
  const document = readDocument(presets['telecom'])
  if (document.ok) await api.care.personas.seed('acme', 'wx', document.document)
})
afterEach(() => api.close())

const ready = async (ticketId = '100', by = token) =>
  (await api.call('readReadyReplies', by, { parts: { ticketId } })).json

function shelve(knowledge: Partial<HelpdeskKnowledge>): void {
  const acme = api.bed.runtime.tenants.get('acme')
  const whole = { macros: async () => [], articles: async () => [], ...knowledge }
  Object.assign(acme ?? {}, { reader: { ...acme?.reader, knowledge: whole } })
}

/** Another customer asks, is answered, and time goes by. */
async function answeredBefore(question: string, answer: string): Promise<void> {
  await api.bed.say(question, { customer: { id: 'customer-2', name: '小确幸' } })
  await api.bed.settle()
  await api.bed.answer(answer)
  await api.bed.settle()
  await api.bed.clock.advance(120_000)
}

describe('ready replies of a ticket', () => {
  it('cover the points, name the source of every part and pass the rules', async () => {
    await api.bed.say('宽带断了两天了，什么时候能修好？有没有补偿？')
    await api.bed.settle()
    const { replies, type, canRewrite } = await ready()
    expect([type, canRewrite]).toEqual(['technical', false])
    expect(replies.length).toBeGreaterThan(0)
    const [first] = replies
    expect(first.points.map(({ how }: { how: string }) => how)).toEqual([
      'answered',
      'answered',
      'answered',
    ])
    expect(first.parts).toContainEqual({
      text: '宽带报修后24小时内联系您，城区48小时内上门。',
      source: expect.objectContaining({ kind: 'wording', id: 't-repair', owner: '装维中心' }),
    })
    const guidance = await api.call('readGuidance', token, { parts: { ticketId: '100' } })
    for (const { text } of replies) expect(blocking(judge(text, guidance.json.context))).toEqual([])
  })

  it('are the same each time they are asked for', async () => {
    await api.bed.say('国际漫游怎么开通？')
    await api.bed.settle()
    expect((await ready()).replies).toEqual((await ready()).replies)
  })

  it('are none where nobody waits, and on tickets of other channels', async () => {
    expect(await ready('4711')).toMatchObject({ replies: [], earlier: [], missing: [] })
    await api.bed.say('断网了')
    await api.bed.settle()
    await api.bed.answer('已为您报修。')
    await api.bed.settle()
    await api.bed.clock.advance(2000)
    expect((await ready()).replies).toEqual([])
  })

  it('show earlier answers to the same question, without what they tell of others (S0-31)', async () => {
    await answeredBefore(
      '光猫红灯一直闪怎么办？我电话13912345678',
      '小确幸您好，请拔下光猫电源再插上，重启一次。',
    )
    await api.bed.say('请问光猫红灯一直闪怎么办呀')
    await api.bed.settle()
    const { earlier, replies } = await ready('101')
    expect(earlier).toHaveLength(1)
    expect(earlier[0]).toMatchObject({
      isSameCustomer: false,
      answer: expect.stringContaining('重启'),
    })
    expect(JSON.stringify(earlier)).not.toContain('13912345678')
    const reused = replies[0].parts.find(
      ({ source }: { source: { kind: string } }) => source.kind === 'earlier',
    )
    expect(reused).toBeUndefined()
    for (const { text } of replies) expect(text).not.toMatch(/小确幸|139/)
  })

  it('say an earlier answer again where it is still true of everybody', async () => {
    await answeredBefore('光猫红灯一直闪怎么办？', '请拔下光猫电源再插上，重启一次。已为您登记。')
    await api.bed.say('光猫红灯一直闪怎么办')
    await api.bed.settle()
    const text = (await ready('101')).replies.map((one: { text: string }) => one.text).join()
    expect(text).toContain('请拔下光猫电源再插上，重启一次。')
    expect(text).not.toContain('登记')
  })

  it('take no rejected and no unsent reply for an answer', async () => {
    await api.bed.say('光猫红灯一直闪怎么办？', { customer: { id: 'customer-2' } })
    await api.bed.settle()
    await api.bed.answer('请把您的服务密码发给我们，重启光猫。')
    await api.bed.settle()
    await api.bed.clock.advance(120_000)
    await api.bed.say('光猫红灯一直闪怎么办')
    await api.bed.settle()
    expect((await ready('101')).earlier).toEqual([])
  })

  it('show nothing of another tenant, neither its tickets nor its answers nor its texts', async () => {
    await answeredBefore('光猫红灯一直闪怎么办？', '请拔下光猫电源再插上，重启一次。')
    const foreign = (await api.session('7', 'other')).token
    expect(await ready('100', foreign)).toMatchObject({ replies: [], earlier: [] })

    const { inbox } = api.bed.store
    const grant = { rule: 'message', count: 5, forMs: 48 * 3_600_000 } as const
    const message = { grant, parts: [{ type: 'text' as const, text: '光猫红灯一直闪怎么办' }] }
    await inbox.accept([mail({ key: 'o', tenant: 'other', message })])
    const [own] = await inbox.conversationsOf('other', {
      account: 'wx',
      customer: '客户甲',
      limit: 1,
    })
    await inbox.retarget('other', own?.id ?? '', { id: '900' })
    const seen = await ready('900', foreign)
    expect(seen.replies.length).toBeGreaterThan(0)
    expect(seen.earlier).toEqual([])
    expect(JSON.stringify(seen)).not.toMatch(/拔下|t-repair/)
    expect(await ready('900')).toMatchObject({ replies: [] })
  })

  it('use macros and articles, and say where they stand', async () => {
    shelve({
      macros: async () => [
        { id: '503', title: '重启', text: '请拔下光猫电源再插上，重启后看红灯。' },
      ],
      articles: async () => [
        { id: '9', title: '发票怎么开', text: '', link: 'https://help.yunqiao.example.com/9' },
      ],
    })
    await api.bed.say('光猫红灯一直闪怎么办？另外发票怎么开？')
    await api.bed.settle()
    const { replies, missing } = await ready()
    const kinds = replies[0].parts.map(({ source }: { source: { kind: string } }) => source.kind)
    expect(kinds).toEqual(expect.arrayContaining(['macro', 'article']))
    expect(replies[0].text).toContain('《发票怎么开》里：https://help.yunqiao.example.com/9')
    expect(missing).toEqual([])
  })

  it('do not wait for a Zendesk that does not answer, and say what is missing', async () => {
    let asked = 0
    shelve({
      macros: () => {
        asked += 1
        return new Promise(() => undefined)
      },
      articles: () => Promise.reject(new TypeError('down')),
    })
    await api.bed.say('国际漫游怎么开通？')
    await api.bed.settle()
    const reading = ready()
    await api.bed.clock.advance(0)
    for (let i = 0; i < 50 && asked === 0; i++) await new Promise((done) => setImmediate(done))
    await api.bed.clock.advance(900)
    expect(await reading).toMatchObject({ missing: ['macros', 'articles'] })
  })

  it('never name a customer’s words to the helpdesk with their personal data', async () => {
    const queries: string[] = []
    shelve({
      articles: async (query) => {
        queries.push(query)
        return []
      },
    })
    const acme = api.bed.runtime.tenants.get('acme')
    Object.assign(acme ?? {}, { masks: false })
    await api.bed.say('我电话13912345678，国际漫游怎么开通？')
    await api.bed.settle()
    await ready()
    expect(queries).toHaveLength(1)
    expect(queries[0]).toContain('国际漫游')
    expect(queries[0]).not.toContain('13912345678')
  })

  it('are not rewritten unless the tenant has set it', async () => {
    await api.bed.say('国际漫游怎么开通？')
    await api.bed.settle()
    const { replies } = await ready()
    const parts = { ticketId: '100', replyId: replies[0].id }
    expect((await api.call('rewriteReadyReply', token, { parts })).json).toEqual({
      outcome: 'off',
      text: null,
    })
  })
})

describe('the macros of a ticket', () => {
  const macros = async (ticketId = '100') =>
    (await api.call('readMacros', token, { parts: { ticketId } })).json

  it('are those of the document and of the helpdesk, gaps and all', async () => {
    shelve({ macros: async () => [{ id: '503', title: '退款', text: '[称呼]您好，退款____元。' }] })
    await api.bed.say('什么时候退款')
    await api.bed.settle()
    const found = await macros()
    expect(found.isPartial).toBe(false)
    expect(found.macros).toContainEqual({
      id: '503',
      title: '退款',
      text: '[称呼]您好，退款____元。',
      origin: 'helpdesk',
    })
    expect(found.macros[0]).toMatchObject({ origin: 'document' })
    expect(await macros('4711')).toEqual({ ticket: '4711', macros: [], isPartial: false })
  })

  it('are those of the document alone where the helpdesk does not answer, and say so', async () => {
    shelve({ macros: () => Promise.reject(new TypeError('down')) })
    await api.bed.say('什么时候退款')
    await api.bed.settle()
    const found = await macros()
    expect(found.isPartial).toBe(true)
    expect(found.macros.length).toBeGreaterThan(0)
    expect(found.macros.every(({ origin }: { origin: string }) => origin === 'document')).toBe(true)
  })

  it('do not go out while a gap is open, and go once it is filled in (S3-35)', async () => {
    await api.bed.say('你好')
    await api.bed.settle()
    const before = api.bed.channel.sent.length
    await api.bed.answer('[称呼]您好，退款____元已提交。')
    await api.bed.settle()
    expect(api.bed.channel.sent).toHaveLength(before)
    const { replies } = (await api.call('listHeldReplies', token)).json
    expect(replies[0].findings).toMatchObject([
      { rule: 'W-P8', severity: 'block' },
      { rule: 'W-P8', severity: 'block' },
    ])
    await api.bed.answer('您好，退款已提交。')
    await api.bed.settle()
    expect(api.bed.channel.sent.length).toBe(before + 1)
  })
})

describe('the evidence of a ticket', () => {
  const article = {
    id: '9101',
    title: '光猫红灯一直闪怎么办',
    text: '光猫红灯闪时先重启。',
    link: 'https://help.yunqiao.example.com/9101',
  }
  const search = async (query: Record<string, string>, ticketId = '101', by = token) =>
    (await api.call('searchEvidence', by, { parts: { ticketId }, query })).json
  const answer = '请拔下光猫电源再插上，步骤写在《光猫红灯一直闪怎么办》里。'

  it('is found by product and issue, among answers and articles (S1-26)', async () => {
    shelve({ articles: async () => [article, { ...article, id: '2', title: '发票', text: '' }] })
    await answeredBefore('光猫红灯一直闪怎么办？我电话13912345678', answer)
    await api.bed.say('你好')
    await api.bed.settle()
    const found = await search({ product: '光猫', issue: '红灯 闪' })
    expect(found.earlier).toMatchObject([{ answer, isSameCustomer: false, stale: null }])
    expect(found.articles).toMatchObject([{ id: '9101', link: article.link, changedAt: null }])
    expect(JSON.stringify(found)).not.toContain('13912345678')
    expect(await search({ product: '路由器', issue: '红灯' })).toMatchObject({
      earlier: [],
      articles: [],
    })
    const foreign = (await api.session('7', 'other')).token
    expect(await search({ product: '光猫' }, '101', foreign)).toMatchObject({ earlier: [] })
  })

  it('says that a cited article was changed after the answer, and does not say it again (S3-17)', async () => {
    await answeredBefore('光猫红灯一直闪怎么办？', answer)
    await api.bed.say('光猫红灯一直闪怎么办')
    await api.bed.settle()
    const kindsOf = async () =>
      (await ready('101')).replies.flatMap(({ parts }: { parts: { source: { kind: string } }[] }) =>
        parts.map(({ source }) => source.kind),
      )
    shelve({ articles: async () => [{ ...article, changedAt: 1000 }] })
    expect((await ready('101')).earlier).toMatchObject([{ stale: null }])
    expect(await kindsOf()).toContain('earlier')

    await api.bed.clock.advance(6 * 60_000)
    const changedAt = api.bed.clock.now()
    shelve({ articles: async () => [{ ...article, changedAt }] })
    expect((await ready('101')).earlier).toMatchObject([
      { stale: { title: article.title, changedAt: new Date(changedAt).toISOString() } },
    ])
    expect(await kindsOf()).not.toContain('earlier')
  })
})

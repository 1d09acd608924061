import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelTraits } from '../core/channel.ts'
import type { WindowState } from '../core/store/index.ts'
import { readContext } from '../persona/context-schema.ts'
import { blocking, judge } from '../persona/guide.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { scriptedTraits } from '../testing/scripted-sides.ts'
import { createCare } from './index.ts'
import { lintContextOf } from './lint-context.ts'
import type { Profiles } from './people/profile.ts'
import type { MoodReader } from './situation.ts'

let bed: Bed
beforeEach(async () => {
  bed = await relayBed({ mergeMs: 0 })
})
afterEach(() => bed.close())

interface Asked {
  readonly until?: number
  readonly traits?: Partial<ChannelTraits>
  readonly phones?: readonly string[]
  readonly masks?: boolean
  readonly code?: string
  readonly moodOf?: MoodReader
  readonly profiles?: Profiles
}

/** The context for the conversation that was written in last. */
async function context(asked: Asked = {}) {
  const [conversation] = await bed.store.inbox.conversationsOf('acme', {
    account: 'wx',
    customer: 'customer-1',
    limit: 1,
  })
  if (!conversation) return expect.fail('nobody wrote')
  const { store, clock } = bed
  const { moodOf, profiles } = asked
  const care = createCare({
    store,
    clock,
    ...(moodOf && { moodOf }),
    ...(profiles && { profiles }),
  })
  const made = await care.lintContext({
    conversation,
    served: {
      channel: { traits: { ...scriptedTraits, ...asked.traits } },
      servicePhones: asked.phones ?? [],
    },
    masks: asked.masks ?? true,
    roster: { code: asked.code, codes: ['A17'] },
    ...(asked.until !== undefined && { until: asked.until }),
  })
  expect(readContext(made)).toEqual({ ok: true, context: made })
  return made
}

const told = async (text: string): Promise<void> => {
  await bed.settle()
  await bed.answer(text)
  await bed.settle()
  await bed.clock.advance(1000)
}

describe('the lint context of a conversation', () => {
  it('tells what is answered from what was said before', async () => {
    await bed.say('第一问')
    await told('第一答')
    await bed.say('第二问')
    await bed.say('第三问')
    const { inbound, earlier, ticket } = await context()
    expect(inbound?.map(({ text }) => text)).toEqual(['第二问', '第三问'])
    expect(earlier?.map(({ from, text }) => `${from} ${text}`)).toEqual([
      'customer 第一问',
      'brand 第一答',
    ])
    expect(ticket?.waitingSince).toBe(inbound?.[0]?.at)
  })

  it('answers nothing when the customer has written nothing since', async () => {
    await bed.say('第一问')
    await told('第一答')
    const { inbound, ticket } = await context()
    expect([inbound, ticket]).toEqual([[], undefined])
  })

  it('takes no reply for said that the customer does not have', async () => {
    await bed.say('第一问')
    await told('请提供您的服务密码')
    await bed.answer('#退回', { isPublic: false })
    await bed.settle()
    const { inbound, earlier } = await context()
    expect(inbound?.map(({ text }) => text)).toEqual(['第一问'])
    expect(earlier).toEqual([])
  })

  it('takes a reply told by the second for later than what came within that second', async () => {
    const second = Math.ceil(bed.clock.now() / 1000) * 1000
    await bed.clock.advance(second + 300 - bed.clock.now())
    await bed.say('第一问')
    await bed.settle()
    expect((await context({ until: second })).inbound).toHaveLength(1)
    await bed.answer('第一答', { at: second })
    await bed.settle()
    expect((await context()).inbound).toEqual([])
  })

  it('shows words only: masked where the tenant masks, cut where a page was pasted', async () => {
    await bed.say('电话13912345678')
    await bed.say('页'.repeat(50_000))
    await bed.say('', { parts: [{ type: 'media', media: { kind: 'image', id: 'm' } }] })
    await bed.say('', {
      parts: [{ type: 'media', media: { kind: 'image', id: 'm' }, caption: '见图' }],
    })
    const texts = (await context()).inbound?.map(({ text }) => text) ?? []
    expect(texts).toHaveLength(3)
    expect(texts[0]).toBe('电话139****5678')
    expect(texts[1]).toHaveLength(2000)
    expect(texts[2]).toBe('见图')
    expect((await context({ masks: false })).inbound?.[0]?.text).toBe('电话13912345678')
  })

  it('leaves events and our own echoes out', async () => {
    await bed.say('第一问')
    await bed.say('关注了', { kind: 'event' })
    await bed.say('回声', { kind: 'echo' })
    expect((await context()).inbound?.map(({ text }) => text)).toEqual(['第一问'])
  })

  it('keeps the newest of a very long conversation', async () => {
    for (let n = 0; n < 70; n++) await bed.say(`第${n}句`)
    const { inbound } = await context()
    expect(inbound).toHaveLength(20)
    expect(inbound?.at(-1)?.text).toBe('第69句')
  })

  it('says how many sends are left, and nothing where there is no window', async () => {
    await bed.say('在吗')
    expect((await context()).channel).toMatchObject({ kind: 'wechat', repliesLeft: 5 })
    const { channel } = await context({ traits: { hasWindow: { public: false, private: false } } })
    expect(channel).not.toHaveProperty('repliesLeft')
    expect(channel).not.toHaveProperty('windowEndsAt')
  })

  it('knows the public thread: its length, its hashtags, and that files cannot go there', async () => {
    await bed.say('怎么回事 #宽带升级#', {
      visibility: 'public',
      thread: 'post-1',
      context: [{ id: 'post-1', text: '公告 #新品# 与 #宽带升级#' }],
    })
    const { channel, thread } = await context()
    expect(channel).toMatchObject({
      visibility: 'public',
      maxLength: 140,
      unit: 'weibo',
      media: ['text'],
    })
    expect(thread).toEqual({ hashtags: ['宽带升级', '新品'] })
  })

  it('knows how far the thread has spread: the largest figures told, where any were', async () => {
    const open = { visibility: 'public', thread: 'post-1' } as const
    const post = (reposts?: number) => ({
      id: 'p',
      text: '',
      ...(reposts !== undefined && { reposts }),
    })
    const customer = { id: 'customer-1', followers: 300 }
    await bed.say('第一问', { ...open, customer, context: [post(12), post(4800)] })
    await bed.say('第二问', { ...open, context: [post(), post(-1)] })
    expect((await context()).thread).toEqual({ hashtags: [], reposts: 4800, audience: 300 })
    await bed.say('第三问', { ...open, reposts: 5000 })
    expect((await context()).thread).toMatchObject({ reposts: 5000 })
  })

  it('adds the account’s own numbers to the persona’s, each once', async () => {
    await bed.say('在吗')
    const care = createCare(bed)
    const document = {
      schemaVersion: 1,
      brand: { name: '云桥', servicePhones: ['10060'] },
    } as const
    await care.personas.seed('acme', 'wx', document)
    expect((await context({ phones: ['10060', '4008001006'] })).brand).toEqual({
      name: '云桥',
      servicePhones: ['10060', '4008001006'],
    })
  })

  it('says nothing of codes while nobody is named', async () => {
    await bed.say('在吗')
    expect(await context()).not.toHaveProperty('roster')
    expect((await context({ code: 'a17' })).roster).toEqual({
      code: '^A17',
      codes: ['^A17'],
      appended: true,
    })
  })

  it('asks for the mood of what is answered, where somebody can tell it', async () => {
    await bed.say('名字', { customer: { id: 'customer-1', name: '演示客户' } })
    expect((await context()).customer).toEqual({ name: '演示客户' })
    const heard: string[][] = []
    const moodOf: MoodReader = (texts) => {
      heard.push([...texts])
      return { polarity: 'negative', anger: 2 }
    }
    expect((await context({ moodOf })).customer?.mood).toEqual({ polarity: 'negative', anger: 2 })
    expect(heard).toEqual([['名字']])
    await told('答')
    expect((await context({ moodOf })).customer).toEqual({ name: '演示客户' })
  })

  it('knows a VIP by what was learnt before, waiting for nobody, until they refuse it (S3-06)', async () => {
    await bed.say('礼盒什么时候到？')
    const known = new Set(['wechat/customer-1'])
    const profiles: Profiles = {
      read: () => expect.fail('nobody is asked'),
      known: (tenant, { channel, id }) =>
        tenant === 'acme' && known.has(`${channel}/${id}`)
          ? { tier: { isVip: true, label: '金卡' } }
          : undefined,
    }
    const found = (made: Awaited<ReturnType<typeof context>>) =>
      judge('您好，礼盒6月22日到货，两份给您留着。', made).map(({ rule }) => rule)
    expect(found(await context())).not.toContain('W-V1')
    const made = await context({ profiles })
    expect(made.customer?.tier).toBe('vip')
    expect(found(made)).toContain('W-V1')
    const who = { account: 'wx', customer: 'customer-1', kind: 'profile' as const }
    await bed.store.people.consent('acme', { ...who, value: 'refused', by: { id: '7' } })
    expect((await context({ profiles })).customer).toBeUndefined()
  })

  it('locks the wording of a crisis by the switch or by the document, with the document’s words', async () => {
    await bed.say('在吗')
    expect(await context()).not.toHaveProperty('crisis')
    const care = createCare(bed)
    const by = { id: '9' }
    await care.crisis.turn('acme', { on: true, accounts: ['wb'], by })
    expect(await context()).not.toHaveProperty('crisis')
    await care.crisis.turn('acme', { on: true, accounts: ['wx'], by })
    expect((await context()).crisis).toEqual({ on: true, locked: [] })
    const crisis = { on: false, locked: ['统一口径'], scope: 'all' } as const
    await care.personas.seed('acme', 'wx', { schemaVersion: 1, crisis })
    expect((await context()).crisis).toEqual({ ...crisis, on: true })
    await care.crisis.turn('acme', { on: false, accounts: undefined, by })
    expect((await context()).crisis).toEqual(crisis)
    await care.personas.seed('acme', 'wx', { schemaVersion: 1, crisis: { ...crisis, on: true } })
    expect((await context()).crisis?.on).toBe(true)
  })
})

describe('the type the rules go by', () => {
  const type = async () => (await context()).ticket?.type

  it('is what the words to be answered clearly say (S3-01)', async () => {
    await bed.say('我要投诉你们，等了一天没人来')
    expect(await type()).toBe('complaint')
  })

  it('is not known where the words are not clear, or only close the talk', async () => {
    await bed.say('你们的东西')
    expect(await type()).toBeUndefined()
    await told('您好')
    await bed.say('好的谢谢')
    expect(await type()).toBeUndefined()
  })

  it('is what an agent said, whatever the words say', async () => {
    await bed.say('我要投诉你们')
    await bed.settle()
    await createCare(bed).cases.record('acme', '100', {
      type: 'question',
      by: undefined,
      at: bed.clock.now(),
      about: {},
    })
    expect(await type()).toBe('question')
  })

  it('asks of a complaint’s answer that it begins with an apology, and lets it go all the same', async () => {
    await bed.say('我要投诉你们，等了一天没人来')
    const findings = judge('师傅今天18:00前上门，请您留意电话。', await context())
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'W-E5', severity: 'warning' }))
    expect(blocking(findings).filter(({ rule }) => rule === 'W-E5')).toEqual([])
  })
})

describe('lintContextOf', () => {
  it('counts a customer who cannot be reached as no sends left', async () => {
    await bed.say('在吗')
    const [conversation] = await bed.store.inbox.conversationsOf('acme', {
      account: 'wx',
      customer: 'customer-1',
      limit: 1,
    })
    if (!conversation) return expect.fail('nobody wrote')
    const of = (window: WindowState) =>
      lintContextOf({
        conversation,
        served: { channel: { traits: scriptedTraits }, servicePhones: [] },
        masks: true,
        roster: { code: undefined, codes: [] },
        now: bed.clock.now(),
        messages: [],
        replies: [],
        window,
        persona: { version: 0, document: undefined },
        crisis: { on: false, version: 0, accounts: undefined, switched: undefined },
        record: { version: 0, type: undefined, done: {} },
        moodOf: undefined,
        tier: undefined,
      }).channel?.repliesLeft
    expect(of({ remaining: 4, deadline: 1, isReachable: false })).toBe(0)
    expect(of({ remaining: 4, deadline: 1, isReachable: true })).toBe(4)
    expect(of({ remaining: null, deadline: 1, isReachable: true })).toBeUndefined()
  })
})

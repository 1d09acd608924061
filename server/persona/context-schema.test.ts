import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readContext, schemaMatchesType } from './context-schema.ts'
import type { LintContext } from './context.ts'

const full: Required<LintContext> = {
  now: '2026-05-12T16:40:00+08:00',
  channel: {
    kind: 'weibo',
    visibility: 'public',
    form: 'comment',
    maxLength: 140,
    unit: 'weibo',
    repliesLeft: 3,
    windowEndsAt: '2026-05-14',
    media: ['text', 'image', 'voice', 'video', 'file'],
    emojiBudget: 2,
  },
  customer: { name: '王女士', tier: 'vip', mood: { polarity: 'negative', anger: 2 } },
  inbound: [{ text: '等到四点没人来', at: '2026-05-12T16:00:00Z' }],
  earlier: [{ from: 'brand', text: '您好', at: '2026-05-11' }],
  recommended: { text: '三天到账' },
  ticket: {
    type: 'complaint',
    status: 'open',
    investigating: true,
    serviceNo: 'FW1',
    waitingSince: '2026-05-12T09:00:00+0800',
    required: [{ key: 'model', label: '型号' }],
    facts: { fee: '免费' },
  },
  persona: { name: '小桥', selfReference: '我', address: '您' },
  roster: { code: '^K05', codes: ['^K05'], appended: true },
  brand: {
    name: '微桥通信',
    products: ['畅享套餐'],
    servicePhones: ['10099'],
    places: ['城东店'],
    hosts: ['weiqiao.example'],
  },
  competitors: ['蓝海通信'],
  terms: [{ use: '微桥搬家', not: ['换机助手'] }],
  jargon: [{ term: 'OTG', plain: '数据线连接' }],
  wording: [
    {
      id: 'w',
      topic: '换电池',
      text: '149元',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
      owner: '售后部',
    },
  ],
  macros: [{ id: 'm', text: '您好' }],
  praise: [{ id: 'p', words: ['志愿者'], text: '为志愿者点赞' }],
  topics: [{ id: 't', words: ['峰谷'], verdict: 'hold' }],
  matters: [{ name: '账单', words: ['扣费'], belongs: 'private' }],
  rumours: [{ claim: '涨价', words: ['涨价'], fact: '不变' }],
  sensitive: [{ word: '包治', class: 'block' }],
  authority: {
    compensationYuan: 0,
    refundYuan: 1,
    discountPercent: 10,
    fastestHours: { reply: 1, repair: 2, refund: 3, delivery: 4 },
  },
  policy: { serviceNoInFirstReply: true, progressMinutes: 60, solveNeeds: ['complaint'] },
  crisis: { on: false, locked: ['请看公告'], scope: 'all' },
  thread: { hashtags: ['夏日'], reposts: 12, audience: 300 },
  proactive: false,
  undocumented: false,
  attachments: [{ kind: 'image', qr: true }],
}

/** Every value of a document with the path to it. */
function leaves(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[...path]]
  return Object.entries(value).flatMap(([key, inner]) => [
    [...path, Array.isArray(value) ? Number(key) : key],
    ...leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  ])
}

function replaced(path: readonly (string | number)[], wrong: unknown): unknown {
  const copy: unknown = structuredClone(full)
  let at = copy as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
  at[path.at(-1) ?? ''] = wrong
  return copy
}

const spelled = (path: readonly (string | number)[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${key}`),
    'context',
  )

describe('readContext', () => {
  it('takes every field of the type as it stands', () => {
    expect(schemaMatchesType).toBe(true)
    expect(readContext(full)).toEqual({ ok: true, context: full })
  })

  it('takes an empty context', () => {
    expect(readContext({})).toEqual({ ok: true, context: {} })
  })

  it('ignores unknown fields at every level', () => {
    expect(
      readContext({ weather: 'hot', channel: { kind: 'weibo', colour: 1 }, ticket: { x: [] } }),
    ).toEqual({ ok: true, context: { channel: { kind: 'weibo' }, ticket: {} } })
  })

  const paths = [...new Map(leaves(full).map((path) => [spelled(path), path])).values()]
  it.each(paths.map((path) => [spelled(path), path] as const))(
    'names %s when its type is wrong',
    (name, path) => {
      for (const wrong of [null, Symbol.iterator]) {
        const reading = readContext(replaced(path, wrong))
        expect(reading.ok).toBe(false)
        if (!reading.ok) expect(reading.path).toBe(name)
      }
    },
  )

  it.each([
    [{ now: 'tomorrow' }, 'context.now', 'must be a time'],
    [{ now: '2026-05-12T16:40:00' }, 'context.now', 'must be a time'],
    [{ now: '2026-13-40' }, 'context.now', 'must be a time'],
    [{ channel: { kind: 'sms' } }, 'context.channel.kind', 'must be one of weibo, wechat, wecom'],
    [{ channel: {} }, 'context.channel.kind', 'must be one of'],
    [
      { customer: { mood: { polarity: 'negative', anger: 4 } } },
      'context.customer.mood.anger',
      'must be one of 0, 1, 2, 3',
    ],
    [{ authority: { refundYuan: '200' } }, 'context.authority.refundYuan', 'must be a number'],
    [{ authority: { refundYuan: -1 } }, 'context.authority.refundYuan', 'must be at least 0'],
    [{ ticket: { facts: { fee: 38 } } }, 'context.ticket.facts.fee', 'must be text'],
    [{ inbound: '您好' }, 'context.inbound', 'must be a list'],
    [{ inbound: [{ text: '好' }, {}] }, 'context.inbound[1].text', 'must be text'],
    [[], 'context', 'must be an object'],
    ['text', 'context', 'must be an object'],
  ])('says what is wrong with %j', (value, path, message) => {
    const reading = readContext(value)
    expect(reading).toMatchObject({ ok: false, path })
    if (!reading.ok) expect(reading.message).toContain(message)
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(typeof readContext(value).ok).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })
})

import fc from 'fast-check'
import type { KpiEvent } from './event.ts'

/** One window of time so small that much happens at the same moment. Epoch ms; whole seconds and halves. */
const start = Date.UTC(2026, 2, 1)
export const randomMoment = (): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 240 }).map((step) => start + step * 500)

/** No event of `randomEvents` lies at or after it. */
export const afterRandomEvents = start + 241 * 500

const word = <const T extends readonly string[]>(...words: T): fc.Arbitrary<T[number]> =>
  fc.constantFrom(...words)
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(values, { nil: undefined })

const conversations = word('c1', 'c2', 'c3', 'c4')
const customers = word('u1', 'u2', 'u3', 'u4', 'u5')
const platformIds = fc.integer({ min: 1, max: 12 }).map((n) => `m${n}`)

const dimensions = {
  account: word('weibo-1', 'wechat-1'),
  group: word('g1', 'g2', 'g3'),
  agent: word('演示客服一', '演示客服二', '演示客服三'),
  category: word('投诉', '咨询'),
  province: word('广东', '北京'),
  city: word('深圳', '广州'),
  tier: word('vip', 'plain'),
}
const seldom = {
  // Few ids, so that different events come under one.
  id: fc.integer({ min: 1, max: 40 }).map((n) => `e${n}`),
}

type Model = Record<string, fc.Arbitrary<unknown>>

/** One event: required fields always, the others and a dimension or two now and then. */
function event(required: Model, optional: Model = {}): fc.Arbitrary<KpiEvent> {
  const base = fc.record({ at: randomMoment(), ...required })
  const more = fc.record(
    Object.fromEntries(
      Object.entries({ ...optional, ...dimensions }).map(([name, values]) => [
        name,
        fc.oneof(
          { weight: name in optional ? 1 : 4, arbitrary: fc.constant(undefined) },
          { weight: 1, arbitrary: values as fc.Arbitrary<unknown> },
        ),
      ]),
    ),
  )
  return fc
    .tuple(base, more, maybe(seldom.id), fc.integer({ min: 0, max: 5 }))
    .map(([needed, said, id, die]) => {
      const all = { ...needed, ...said, ...(die === 0 ? { id } : {}) }
      return Object.fromEntries(
        Object.entries(all).filter(([, value]) => value !== undefined),
      ) as unknown as KpiEvent
    })
}

const told = (type: string, required: Model = {}, optional: Model = {}): fc.Arbitrary<KpiEvent> =>
  event({ type: fc.constant(type), conversation: conversations, ...required }, optional)

const received = told(
  'received',
  {
    enteredAt: randomMoment(),
    platformId: platformIds,
    customer: customers,
    channel: word('weibo', 'wechat', 'wecom'),
    mention: fc.boolean(),
    kind: word('demand', 'demand', 'demand', 'demand', 'closer', 'spam', 'echo'),
  },
  { issue: word('screen', 'refund') },
).map((item) =>
  // Mostly it enters after it was published; clocks apart stay in one case of many.
  item.type === 'received' && item.enteredAt < item.at && item.at % 7000 !== 0
    ? { ...item, at: item.enteredAt, enteredAt: item.at }
    : item,
)

const replied = told(
  'replied',
  {
    by: word('human', 'human', 'human', 'bot'),
    public: word('yes', 'yes', 'no').map((w) => w === 'yes'),
  },
  { deliveredAt: randomMoment(), findings: fc.nat({ max: 1 }) },
)
const modes = { mode: word('staff', 'self', 'peer', 'bot') }
const groups = { fromGroup: word('g1', 'g2'), toGroup: word('g1', 'g2', 'g3') }
const pair = { customer: customers, sameAs: customers }

const anyEvent: fc.Arbitrary<KpiEvent> = fc.oneof(
  { weight: 9, arbitrary: received },
  { weight: 6, arbitrary: replied },
  { weight: 3, arbitrary: told('solved', {}, modes) },
  { weight: 2, arbitrary: event({ type: fc.constant('deleted'), platformId: platformIds }) },
  { weight: 2, arbitrary: told('abandoned', {}, { reason: word('unfollowed', 'unanswerable') }) },
  { weight: 2, arbitrary: told('transferred', {}, groups) },
  { weight: 2, arbitrary: event({ type: fc.constant('linked'), ...pair }) },
  { weight: 1, arbitrary: event({ type: fc.constant('unlinked'), ...pair }) },
  { weight: 2, arbitrary: told('listened') },
  {
    weight: 2,
    arbitrary: told(
      'classified',
      {},
      {
        issue: word('screen', 'refund'),
        polarity: word('negative', 'neutral', 'positive'),
        anger: fc.integer({ min: 0, max: 3 }),
      },
    ),
  },
  { weight: 1, arbitrary: told('failed', { what: word('reply', 'reply', 'notice') }) },
  { weight: 1, arbitrary: told('rated', { score: fc.integer({ min: 1, max: 5 }) }) },
  {
    weight: 3,
    arbitrary: word(
      'acked',
      'reopened',
      'surveyed',
      'assigned',
      'dispatched',
      'returned',
      'reached_out',
    ).chain((type) => told(type)),
  },
)

/**
 * A small world of few conversations and customers in which everything happens to everybody: events
 * out of order, repeated, at one moment, under one id; clocks apart; links, withdrawals, bots and notes.
 */
export function randomEvents(): fc.Arbitrary<KpiEvent[]> {
  return fc
    .tuple(
      fc.array(anyEvent, { maxLength: 60, size: 'max' }),
      fc.array(fc.nat({ max: 59 }), { maxLength: 6 }),
    )
    .map(([events, again]) => [...events, ...again.flatMap((i) => events.slice(i, i + 1))])
}

import fc from 'fast-check'
import type { JournalEntry } from '../core/journal.ts'

const minute = 60_000
const day = 86_400_000

/** Who there is: two customers of one account, one on another, each with conversations of their own. */
const conversations = [
  { account: 'wx', channel: 'wechat', customer: 'o1', conversation: 'c1' },
  { account: 'wx', channel: 'wechat', customer: 'o2', conversation: 'c2' },
  { account: 'wb', channel: 'weibo', customer: 'u1', conversation: 'c3' },
  { account: 'wb', channel: 'weibo', customer: 'u1', conversation: 'c4' },
  { account: 'wb', channel: 'weibo', customer: 'u3', conversation: 'c5' },
] as const
const tickets = ['t1', 't2', 't3'] as const

const where = fc.constantFrom(...conversations)
const ticket = fc.constantFrom(...tickets)
/** Some platforms tell late, and some clocks are ahead. */
const moment = fc.integer({ min: -40 * day, max: 2 * minute })
const place = fc.constantFrom({}, { province: '广东', city: '深圳' }, { province: '北京' })

type Made = (now: number, n: number) => readonly JournalEntry[]

const received = fc
  .record({ where, moment, place, answerable: fc.boolean(), mention: fc.boolean() })
  .map(({ where: who, moment: ago, place: there, answerable, mention }): Made => {
    return (now, n) => [
      {
        type: 'received',
        at: now,
        platformAt: now + ago,
        ...who,
        message: `m${n}`,
        detail: {
          visibility: who.channel === 'weibo' ? 'public' : 'private',
          platformId: String(n % 40),
          answerable,
          ...(mention && { mention }),
          ...there,
        },
      },
    ]
  })

const withdrawn = fc
  .record({ where, post: fc.nat(39), event: fc.constantFrom('withdrawn', 'unfollowed') })
  .map(({ where: who, post, event }): Made => {
    return (now) => [
      {
        type: 'event',
        at: now,
        platformAt: now,
        ...who,
        detail: { event, platformId: String(post), visibility: 'public' },
      },
    ]
  })

const answered = fc
  .record({
    where,
    agent: fc.constantFrom('7', '8'),
    outcome: fc.constantFrom('sent', 'send_failed', 'send_confirmed', 'reply_held'),
    took: fc.nat(5 * minute),
  })
  .map(({ where: who, agent, outcome, took }): Made => {
    return (now, n) => {
      const about = { account: who.account, conversation: who.conversation, reply: `r${n}` }
      return [
        { type: 'reply_read', at: now, platformAt: now - took, agent, ...about },
        { type: 'sending', at: now, agent, ...about },
        { type: outcome, at: now, agent, ...about },
      ]
    }
  })

const filed = fc.record({ where, ticket }).map(({ where: who, ticket: to }): Made => {
  return (now) => [{ type: 'filed', at: now, conversation: who.conversation, ticket: to }]
})

const details = fc.constantFrom<NonNullable<JournalEntry['detail']>>(
  { name: 'status_changed', status: 'solved' },
  { name: 'status_changed', status: 'open' },
  { name: 'group', from: 'g1', to: 'g2' },
  { name: 'assignee', to: '8' },
  { name: 'rated', score: 4 },
  { name: 'merged', target: 't1' },
)
const happened = fc.record({ ticket, detail: details }).map(({ ticket: to, detail }): Made => {
  return (now) => [{ type: 'ticket_event', at: now, platformAt: now, ticket: to, detail }]
})

const noted = fc
  .record({
    where,
    detail: fc.constantFrom<readonly [JournalEntry['type'], string, string]>(
      ['disposition', 'value', 'R1'],
      ['disposition', 'value', 'R3'],
      ['case_typed', 'type', 'complaint'],
      ['case_typed', 'type', 'question'],
    ),
  })
  .map(({ where: who, detail: [type, name, value] }): Made => {
    return (now) => [{ type, at: now, conversation: who.conversation, detail: { [name]: value } }]
  })

const acknowledged = where.map(({ account, customer }): Made => {
  return (now) => [{ type: 'acknowledged', at: now, account, customer }]
})

const linked = fc.record({ one: where, other: where }).map(({ one, other }): Made => {
  return (now, n) =>
    one.customer === other.customer
      ? []
      : [one, other].map(({ account, customer }) => {
          return {
            type: 'person_linked' as const,
            at: now,
            account,
            customer,
            detail: { act: `a${n}` },
          }
        })
})

const parted = where.map(({ account, customer }): Made => {
  return (now, n) => [
    { type: 'person_unlinked', at: now, account, customer, detail: { act: `u${n}` } },
  ]
})

/** One thing that happens now; `n` counts up. */
export const happening: fc.Arbitrary<Made> = fc.oneof(
  { weight: 5, arbitrary: received },
  { weight: 4, arbitrary: answered },
  { weight: 3, arbitrary: happened },
  { weight: 2, arbitrary: filed },
  noted,
  withdrawn,
  acknowledged,
  linked,
  parted,
)

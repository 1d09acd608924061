import type { JournalEntry } from '../core/journal.ts'

/** A row of numbers from 0 to 1 that is the same in every run. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}

const dayMs = 86_400_000
const agents = 40
const categories = 12
const provinces = 31
const accounts = [
  ['wx-1', 'wechat'],
  ['wx-2', 'wechat'],
  ['wb-1', 'weibo'],
] as const
/** So many messages a conversation on average. */
const messagesEach = 5
/** Every so many conversations are with somebody who wrote before. */
const returning = 5

export interface JournalPlan {
  readonly messages: number
  readonly days: number
  /** Epoch ms. */
  readonly until: number
  readonly seed?: number
}

type Detail = NonNullable<JournalEntry['detail']>

/** One conversation of some messages, answered, mostly solved: two entries a message. */
function conversationOf(n: number, at: number, next: () => number): readonly JournalEntry[] {
  const [account, channel] = accounts[Math.floor(next() * 3)] ?? accounts[0]
  const who = n % returning === 0 ? Math.floor(n * next()) : n
  const where = { account, channel, conversation: `c${who}-${account}`, customer: `o${who}` }
  const ticket = `t${who}-${account}`
  const agent = `a${Math.floor(next() * agents)}`
  const waited = Math.round(20_000 * (1 - next()) ** -0.9)
  const place: Detail = {
    province: `p${Math.floor(provinces * next() ** 2)}`,
    city: `c${Math.floor(10 * next())}`,
    tier: `t${Math.floor(4 * next())}`,
  }
  const received = (i: number, sent: number): JournalEntry => ({
    type: 'received',
    at: sent + 800 + Math.floor(next() * 3000),
    platformAt: sent,
    ...where,
    message: `m${n}-${i}`,
    detail: {
      visibility: channel === 'wechat' ? 'private' : 'public',
      ...place,
      platformId: `${n}-${i}`,
    },
  })
  const answeredAt = at + Math.min(waited, 3 * dayMs)
  const solvedAt = answeredAt + Math.round(600_000 * (1 - next()) ** -0.7)
  const told = (
    type: 'case_typed' | 'ticket_event',
    when: number,
    detail: Detail,
  ): JournalEntry => ({
    ...{
      type,
      at: when,
      platformAt: when,
      account,
      channel,
      conversation: where.conversation,
      ticket,
    },
    detail,
  })
  const items = Math.floor(next() * (2 * messagesEach - 1)) + 1
  const judged: Detail = {
    type: `k${Math.floor(next() * categories)}`,
    issue: `i${Math.floor(next() * 300)}`,
    polarity: next() < 0.3 ? 'negative' : 'neutral',
  }
  return [
    ...Array.from({ length: items }, (_, i) => received(i, at + i * Math.floor(next() * 60_000))),
    { type: 'filed', at: at + 5000, ...where, ticket },
    told('ticket_event', at + 6000, { name: 'assignee', to: agent }),
    told('case_typed', at + 60_000, judged),
    ...(next() < 0.99
      ? [{ type: 'sent' as const, at: answeredAt, ...where, reply: `r${n}`, agent, ticket }]
      : []),
    ...(next() < 0.9 && solvedAt < at + 20 * dayMs
      ? [told('ticket_event', solvedAt, { name: 'solved' })]
      : []),
  ]
}

/** A journal of some months in the order in which it would have been written, by days. */
export function* journalDays(plan: JournalPlan): Generator<readonly JournalEntry[]> {
  const { messages, days, until, seed = 7 } = plan
  const next = dice(seed)
  const conversations = Math.round(messages / messagesEach / days)
  const first = until - days * dayMs
  let waiting: JournalEntry[] = []
  for (let day = 0, n = 1; day < days; day++) {
    const start = first + day * dayMs
    for (let i = 0; i < conversations; i++, n++) {
      // Most write by day, some at night.
      const hour = next() < 0.9 ? 9 + 13 * next() : 24 * next()
      for (const entry of conversationOf(n, start + hour * 3_600_000, next)) waiting.push(entry)
    }
    const end = start + dayMs
    const written = waiting.filter(({ at }) => at < end)
    waiting = waiting.filter(({ at }) => at >= end)
    yield written.sort((a, b) => a.at - b.at)
  }
}

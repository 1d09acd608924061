import { sql } from 'kysely'
import type { JournalEntry } from '../core/journal.ts'
import { openStore } from '../store/index.ts'
import { openEngine } from '../store/open-engine.ts'
import { multiInsert } from '../store/statement.ts'
import { silentLog } from '../testing/silent-log.ts'
import { systemClock } from '../wire/system-clock.ts'
import { closedTenant } from './callbacks.ts'
import { benchMasterKey } from './servers.ts'

const dayMs = 86_400_000
export const pastDays = Number(process.env['DAYS'] ?? 90)
const perConversation = 4
const provinces = ['广东', '北京', '上海', '浙江', '四川', '湖北', '山东', '福建', '河南', '辽宁']
const channels = [
  ['wb', 'weibo'],
  ['wx', 'wechat'],
  ['kf', 'wecom'],
] as const

/** The same numbers each time. */
function drawer(): () => number {
  let state = 7
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/** One conversation from its first message to the solve. */
function conversationOf(n: number, start: number, draw: () => number): readonly JournalEntry[] {
  const [account, channel] = channels[n % channels.length] ?? channels[0]
  const about = { account, channel, conversation: `c${n}`, customer: `o${n >> 1}` }
  const province = provinces[Math.floor(draw() * provinces.length)] ?? ''
  const place = { province, city: `${province}${Math.floor(draw() * 12)}` }
  const agent = String(1 + Math.floor(draw() * 40))
  const gap = 1 + draw() * 1_800_000
  const received = Array.from({ length: perConversation }, (_, i): JournalEntry => {
    const at = Math.round(start + i * gap)
    const detail = { visibility: 'private', answerable: true, platformId: `${n}-${i}`, ...place }
    return { type: 'received', at, platformAt: at - 1000, message: `m${n}-${i}`, ...about, detail }
  })
  const answeredAt = Math.round(start + 20_000 + Math.exp(draw() * 13) * 100)
  const { conversation } = about
  const reply = { account, channel, conversation, reply: `r${n}`, agent }
  const solvedAt = Math.round(answeredAt + draw() * dayMs)
  return [
    ...received,
    { type: 'filed', at: Math.round(start + 5000), conversation, ticket: `t${n}` },
    { type: 'reply_read', at: answeredAt - 2000, platformAt: answeredAt - 2000, ...reply },
    { type: 'sent', at: answeredAt, platformAt: answeredAt, ...reply },
    {
      type: 'ticket_event',
      at: solvedAt,
      platformAt: solvedAt,
      ticket: `t${n}`,
      detail: { name: 'status_changed', status: 'solved' },
    },
  ]
}

/** A past of so many messages, each conversation answered and solved, in the order in which it happened. */
export function madeJournal(messages: number, now: number): readonly JournalEntry[] {
  const draw = drawer()
  const conversations = messages / perConversation
  return Array.from({ length: conversations }, (_, n) =>
    conversationOf(n, now - pastDays * dayMs + (n / conversations) * pastDays * dayMs, draw),
  )
    .flat()
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at)
}

/** A SQLite store with such a journal and nothing else; answers how many entries there are. */
export async function fillJournal(url: string, messages: number): Promise<number> {
  const store = await openStore({
    url,
    masterKey: benchMasterKey,
    clock: systemClock,
    log: silentLog,
  })
  await store.close()
  const engine = await openEngine(url)
  const insert = multiInsert('sqlite', {
    table: 'journal',
    columns: ['tenant', 'seq', 'type', 'at', 'body'],
    tail: '',
  })
  const { id: tenant } = closedTenant
  try {
    await sql`pragma synchronous=off`.execute(engine.db)
    const entries = madeJournal(messages, Date.now())
    for (let from = 0; from < entries.length; from += 6400) {
      const rows = entries.slice(from, from + 6400).map(({ type, at, ...body }, i) => {
        return [tenant, from + i + 1, type, at, JSON.stringify(body)]
      })
      await engine.lightly(async (tx) => {
        await insert(tx, rows)
      })
    }
    await sql`insert into journal_heads (tenant, seq) values (${tenant}, ${entries.length})`.execute(
      engine.db,
    )
    return entries.length
  } finally {
    await engine.close()
  }
}

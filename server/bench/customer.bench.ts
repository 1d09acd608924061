import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCare, type Care } from '../care/index.ts'
import type { Profiles } from '../care/people/profile.ts'
import type { Acceptance } from '../core/store/inbox.ts'
import type { Store } from '../core/store/index.ts'
import { openStore } from '../store/index.ts'
import { silentLog } from '../testing/silent-log.ts'
import { systemClock } from '../wire/system-clock.ts'
import { compare } from './compare.ts'
import { quantile, within, type BenchRow } from './row.ts'
import { benchMasterKey } from './servers.ts'

const tenant = 'bench'
const channels = ['weibo', 'wechat', 'wecom'] as const
const identityOn = (channel: string) => ({ account: channel, customer: `demo-${channel}` })
const first = identityOn('weibo')
const others = [identityOn('wechat'), identityOn('wecom')]
const messagesEach = 40
const repliesEach = 20
const readsPerRound = 100
const rounds = 5

function message(channel: string, n: number): Acceptance {
  const at = Date.now() - (messagesEach - n) * 3_600_000
  const text = n % 7 === 0 ? '谢谢，已经好了' : `第 ${n} 次了，宽带怎么还没修好？太差了！`
  return {
    tenant,
    account: channel,
    channel,
    message: {
      key: `${channel}-${n}`,
      kind: 'message',
      platformKind: 'text',
      customer: { id: `demo-${channel}`, name: '演示客户' },
      thread: '',
      visibility: 'private',
      parts: [{ type: 'text', text }],
      sentAt: at,
      target: { kind: 'message' },
    },
    raw: { source: 'bench', body: '{}' },
    receivedAt: at,
    state: 'pending',
    isAnswerable: true,
    dueAt: at,
  }
}

async function answer(store: Store, account: string, n: number): Promise<void> {
  const customer = `demo-${account}`
  const [conversation] = await store.inbox.conversationsOf(tenant, { account, customer, limit: 1 })
  const text = `非常抱歉，第 ${n} 次了。我们会在明天12点前回复您结果。`
  await store.outbox.enqueue({
    id: `${account}-${n}`,
    tenant,
    account,
    conversation: conversation?.id ?? '',
    ticket: undefined,
    commentId: `${account}-${n}`,
    author: { id: '7' },
    writtenAt: Date.now() - (repliesEach - n) * 3_500_000,
    parts: [{ type: 'text', text }],
    text,
    state: 'queued',
  })
}

/** One person on three channels, with as much said and answered as a card reads. */
async function fill(store: Store): Promise<void> {
  for (const channel of channels) {
    const all = Array.from({ length: messagesEach }, (_, n) => message(channel, n))
    await store.inbox.accept(all)
    await store.counts()
    for (let n = 0; n < repliesEach; n++) await answer(store, channel, n)
  }
  const by = { id: '7' }
  for (const from of others) await store.people.link(tenant, { from, to: first, how: 'agent', by })
  await store.people.bind(tenant, { ...first, kind: 'phone', value: '13900000000', by })
}

/** What the provider said is known already. */
const cached: Profiles = {
  read: () => Promise.resolve({ state: 'ready', at: Date.now(), facts: { purchases: [] } }),
  known: () => undefined,
}

async function p95Of(care: Care): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < readsPerRound; n++) {
    const start = performance.now()
    const file = await care.people.read(tenant, { of: first, masks: true })
    times.push(performance.now() - start)
    if (file.members.length !== channels.length || file.timeline.length === 0)
      throw new TypeError('the card is not whole')
  }
  return quantile(times, 0.95)
}

/** The whole card of a person on three channels, beside one bare query for one of their conversations. */
export async function benchCustomer(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'weiqiao-customer-'))
  const url = `sqlite:${join(folder, 'relay.db')}`
  const world = { masterKey: benchMasterKey, clock: systemClock, log: silentLog }
  const store = await openStore({ url, ...world })
  try {
    await fill(store)
    const care = createCare({ store, clock: systemClock, profiles: cached })
    await p95Of(care)
    const measured: number[] = []
    for (let round = 0; round < rounds; round++) measured.push(await p95Of(care))
    return [
      within({ name: 'customer card from cache, p95', unit: 'ms', limit: 300, rounds: measured }),
      await compare({
        name: 'customer card from cache',
        peer: 'one bare query for a conversation',
        floor: 0.004,
        ours: () => care.people.read(tenant, { of: first, masks: true }),
        theirs: () => store.inbox.conversationsOf(tenant, { ...first, limit: 1 }),
      }),
    ]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

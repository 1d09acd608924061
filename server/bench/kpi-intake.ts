import type { Acceptance } from '../core/store/inbox.ts'
import type { Store } from '../core/store/index.ts'
import { upkeepOf } from './kpi-store.ts'
import { spentMs } from './processor-time.ts'
import { against, within, type BenchRow } from './row.ts'
import { longestTurnOf } from './turns.ts'

const rounds = 3
/** Longer than a step of the upkeep with the rest after it. */
const sliceMs = 15_000
const together = 32
const customers = 5000

let minted = 0

function message(tenant: string): Acceptance {
  const n = (minted += 1)
  const at = Date.now()
  const id = `oIn${n % customers}`
  const text = `你好，我上周买的耳机左边没有声音了，可以换吗？单号 ${n}`
  return {
    ...{ tenant, account: 'wx-1', channel: 'wechat', state: 'pending' as const },
    message: {
      key: `in:${n}`,
      kind: 'message',
      platformKind: 'text',
      customer: { id },
      thread: '',
      visibility: 'private',
      parts: [{ type: 'text', text }],
      sentAt: at,
      target: { kind: 'message' },
      platformId: `in${n}`,
    },
    raw: { source: 'callback', body: `<xml><Content><![CDATA[${text}]]></Content></xml>` },
    receivedAt: at,
    isAnswerable: true,
    dueAt: at + 3_600_000,
  }
}

/** Messages that the store takes in a second on the clock. */
async function takeIn(store: Store, tenant: string): Promise<number> {
  const began = performance.now()
  let taken = 0
  while (performance.now() - began < sliceMs) {
    await store.inbox.accept(Array.from({ length: together }, () => message(tenant)))
    taken += together
    // Callbacks come by the event loop, which is whose turn it is now.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return (taken * 1000) / (performance.now() - began)
}

/** What the upkeep takes of a processor with a backlog that it cannot end, ms in a second. */
async function shareOfUpkeep(store: Store, tenant: string): Promise<number> {
  const stop = new AbortController()
  const [began, spent] = [performance.now(), spentMs()]
  const running = upkeepOf(store, [tenant]).run(stop.signal)
  await new Promise((resolve) => setTimeout(resolve, 2 * sliceMs))
  const share = (1000 * (spentMs() - spent)) / (performance.now() - began)
  stop.abort()
  await running
  return share
}

/** Acceptance alone, which is less than all of the intake, with the upkeep at its usual pace and without, in turns. */
export async function intakeBesideUpkeep(
  store: Store,
  tenant: string,
): Promise<readonly BenchRow[]> {
  const measured: { ours: number; theirs: number }[] = []
  const turns: number[] = []
  for (let round = 0; round < rounds; round++) {
    const theirs = await takeIn(store, tenant)
    const stop = new AbortController()
    const running = upkeepOf(store, [tenant]).run(stop.signal)
    const ours = await takeIn(store, tenant)
    // Apart: who watches every turn takes processor time, too.
    const longest = await longestTurnOf(() => takeIn(store, tenant))
    stop.abort()
    await running
    measured.push({ ours, theirs })
    turns.push(longest)
  }
  const share = await shareOfUpkeep(store, tenant)
  const name = 'messages accepted beside the upkeep of figures'
  return [
    within({ name: 'upkeep of figures, of each second', unit: 'ms', limit: 50, rounds: [share] }),
    against({ name, peer: 'the same without upkeep', floor: 0.95, rounds: measured }),
    within({
      name: 'longest turn of the loop beside upkeep',
      unit: 'ms',
      limit: 50,
      rounds: turns,
    }),
  ]
}

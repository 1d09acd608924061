import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLabPlan, relayConfig, type LabPlan } from '../lab/plan.ts'
import { answerClock, type AnswerClock } from './answer-clock.ts'
import { textRequest, type WechatKeys } from './callbacks.ts'
import { applyLoad } from './load.ts'
import { quantile, within, type BenchRow } from './row.ts'
import { benchFolder, relayServer, simulatorServer, type Server } from './servers.ts'

const rounds = 5
const perRound = 60
const warmUp = 60
const quietMs = 60
const ports = { wechat: 18_921, wecom: 0, weibo: 18_922, zendesk: 18_923 }
const relayPort = 18_924

interface Config {
  readonly tenants: [{ zendesk: Record<string, unknown>; accounts: { settings: object }[] }]
}

/** The lab's own configuration with no merge window, WeChat alone, and both platforms behind the clock. */
function tenantOf(plan: LabPlan, zendesk: AnswerClock, wechat: AnswerClock): object {
  const [tenant] = (relayConfig(plan) as Config).tenants
  const local = (port: number): string => `http://127.0.0.1:${port}`
  Object.assign(tenant.zendesk, {
    baseUrl: local(zendesk.port),
    mergeSeconds: 0,
    requestsPerMinute: 1_000_000,
  })
  const [account] = tenant.accounts
  Object.assign(account?.settings ?? {}, { apiBase: local(wechat.port) })
  return { ...tenant, accounts: [account] }
}

interface Bed {
  readonly zendesk: AnswerClock
  readonly wechat: AnswerClock
  readonly keys: WechatKeys
  readonly path: string
}

let minted = 0

/** One message, from the first byte of its callback to its ticket, without the time others took to answer. */
async function ownMs({ zendesk, wechat, keys, path }: Bed): Promise<number> {
  const n = (minted += 1)
  // What the relay does about the last message's ticket event would pass for waiting.
  await zendesk.quiet(quietMs)
  await wechat.quiet(0)
  const mark = `第${n}号消息`
  // Every eighth one adds to the ticket of the customer before, the others make one: of updates Zendesk
  // takes 100 in a minute, and the relay's waiting for them is no work of its own.
  const customer = `oBench${n % 8 === 0 ? n - 1 : n}`
  const words = { customer, text: `耳机左边没有声音了，${mark}`, id: String(9e15 + n) }
  const bytes = textRequest(keys, words, path)
  const answered = zendesk.answered(mark)
  const from = performance.now()
  const sent = applyLoad({ port: relayPort, connections: 1, ms: 0, next: () => bytes, atLeast: 1 })
  const to = await answered
  const { refused } = await sent
  if (refused > 0) throw new TypeError('the relay refused a genuine message')
  return to - from - zendesk.waitedMs(from, to) - wechat.waitedMs(from, to)
}

async function round(bed: Bed, n: number): Promise<readonly number[]> {
  const own: number[] = []
  for (let i = 0; i < n; i++) own.push(await ownMs(bed))
  return own
}

async function measure(bed: Bed): Promise<readonly BenchRow[]> {
  await round(bed, warmUp)
  const shares: (readonly number[])[] = []
  for (let i = 0; i < rounds; i++) shares.push(await round(bed, perRound))
  const row = (share: number, name: string, limit: number): BenchRow =>
    within({
      name: `relay's own share of webhook → ticket, ${name}`,
      unit: 'ms',
      limit,
      rounds: shares.map((own) => quantile(own, share)),
    })
  return [row(0.5, 'p50', 15), row(0.99, 'p99', 100)]
}

/** The compiled relay and the simulators as processes of their own; each answer's time is taken off. */
export async function benchRelayShare(): Promise<readonly BenchRow[]> {
  const folder = benchFolder()
  const plan = createLabPlan({ relayUrl: `http://127.0.0.1:${relayPort}`, ports })
  const planFile = join(folder.path, 'plan.json')
  writeFileSync(planFile, JSON.stringify(plan), { mode: 0o600 })
  const started: Server[] = [await simulatorServer(planFile, ports.zendesk)]
  const zendesk = await answerClock(ports.zendesk)
  const wechat = await answerClock(ports.wechat)
  try {
    started.push(await relayServer(folder.path, relayPort, tenantOf(plan, zendesk, wechat)))
    // Views, trigger and webhooks are made in the first seconds, once.
    await new Promise((resolve) => setTimeout(resolve, 5000))
    const { appId: appid, token, encodingAesKey: encodingAESKey } = plan.wechat
    const path = `/hooks/${plan.tenant}/${plan.wechat.account}`
    return await measure({ zendesk, wechat, path, keys: { appid, token, encodingAESKey } })
  } finally {
    for (const server of started.reverse()) await server.stop()
    await Promise.all([zendesk.close(), wechat.close()])
    folder.remove()
  }
}

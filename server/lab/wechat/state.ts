import { createDayQuota, type DayQuota } from '../day-quota.ts'
import type { MediaShelf } from '../media-shelf.ts'
import { mintHex } from '../mint.ts'
import { localUrl, type LabPlan } from '../plan.ts'
import type { LabWorld } from '../world.ts'
import { createPhones, type Phones } from './phones.ts'
import { createWechatTokens, type WechatTokens } from './tokens.ts'

export interface KfAccount {
  account: string
  nickname: string
  id: string
}

/** Everything the simulated Official Account knows. */
export interface WechatState {
  world: LabWorld
  plan: LabPlan
  shelf: MediaShelf
  phones: Phones
  tokens: WechatTokens
  quota: DayQuota
  kfAccounts: Map<string, KfAccount>
  /** How often the quota was cleared this month. */
  clears: number[]
  base(): string
  nextMsgId(): bigint
  rid(): string
}

export function createWechatState(world: LabWorld, plan: LabPlan, shelf: MediaShelf): WechatState {
  // Real ids need 55 to 63 bits: none of them survives a plain JSON.parse. They grow with the clock,
  // so that a restarted lab never repeats one a relay already knows.
  let lastMsgId = BigInt(world.now()) * 20_000n

  const kfAccounts = new Map<string, KfAccount>()
  for (const agent of plan.zendesk.agents) {
    const account = `${agent.code}@${plan.wechat.originalId}`
    kfAccounts.set(account, { account, nickname: agent.name, id: String(agent.id) })
  }

  return {
    world,
    plan,
    shelf,
    phones: createPhones(world),
    tokens: createWechatTokens(world),
    quota: createDayQuota(() => world.now()),
    kfAccounts,
    clears: [],
    base: () => localUrl(plan.ports.wechat),
    nextMsgId() {
      lastMsgId += BigInt(1 + Math.floor(world.random() * 100_000_000))
      return lastMsgId
    },
    rid: () => `${mintHex(world, 8)}-${mintHex(world, 8)}-${mintHex(world, 8)}`,
  }
}

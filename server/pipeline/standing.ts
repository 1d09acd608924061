import type { FilingBody } from '../core/filing.ts'
import type { StoredMessage } from '../core/store/inbox.ts'
import { influenceOf, reachIn } from '../understanding/influence.ts'
import { localDay } from './local-day.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'
import { ownerOn, priorityOf, type Tier } from './triage.ts'

/** Views, triggers and SLA policies of Zendesk can go by it. */
const vipTag = 'weiqiao_vip'

type Standing = Pick<FilingBody, 'priority' | 'assignee' | 'group'> & {
  readonly extraTags: readonly string[]
}

const unset: Standing = { extraTags: [] }

/** Whatever fails here, the customer's words are filed. */
async function tierOf(
  { tierOf: read, log }: Runtime,
  tenant: string,
  { account, message }: StoredMessage,
): Promise<Tier | undefined> {
  try {
    return await read(tenant, { account, customer: message.customer.id })
  } catch (error) {
    log.warn('triage.tier', { tenant, message: error instanceof Error ? error.message : '' })
    return undefined
  }
}

/** How a new ticket stands among the others. `members` are what it is made of, oldest first, never empty. */
export async function standingOf(
  runtime: Runtime,
  { id, triage, timeZone }: TenantRuntime,
  members: readonly StoredMessage[],
): Promise<Standing> {
  const [first] = members
  if (!triage || !first) return unset
  const tier = await tierOf(runtime, id, first)
  const { level } = influenceOf(reachIn(members.map(({ message }) => message)))
  const { priorities, vip } = triage
  const isVip = vip !== undefined && tier === 'vip'
  return {
    ...(priorities && { priority: priorityOf(priorities, { tier, level }) }),
    ...(isVip && ownerOn(vip, localDay(runtime.clock.now(), timeZone))),
    extraTags: isVip ? [vipTag] : [],
  }
}

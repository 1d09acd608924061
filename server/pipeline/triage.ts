import type { FilingBody } from '../core/filing.ts'
import type { InfluenceLevel } from '../understanding/influence.ts'

export type Tier = 'vip' | 'standard'
type Priority = NonNullable<FilingBody['priority']>

/** The tenant's priority for a customer of this tier whose word carries so far. */
export type PriorityTable = Readonly<Record<Tier, Readonly<Record<InfluenceLevel, Priority>>>>

/** Who looks after VIPs. Ids of Zendesk. */
export interface VipDesk {
  /** The first who is not away. */
  readonly owners: readonly string[]
  /** Dates `YYYY-MM-DD`, both inclusive. */
  readonly away: readonly { readonly agent: string; readonly from: string; readonly to: string }[]
  /** Takes the ticket while every owner is away. */
  readonly group?: string
}

/** What the tenant has set; whatever is left out is left to Zendesk. */
export interface Triage {
  readonly priorities?: PriorityTable
  readonly vip?: VipDesk
}

/** A customer of whom no tier is known is a standard one. */
export function priorityOf(
  table: PriorityTable,
  { tier, level }: { readonly tier: Tier | undefined; readonly level: InfluenceLevel },
): Priority {
  return table[tier ?? 'standard'][level]
}

/** Whose a VIP's ticket is on this day: an owner, else the group, else nobody's. */
export function ownerOn(
  { owners, away, group }: VipDesk,
  day: string,
): Pick<FilingBody, 'assignee' | 'group'> {
  const isAway = (agent: string): boolean =>
    away.some((one) => one.agent === agent && one.from <= day && day <= one.to)
  const assignee = owners.find((agent) => !isAway(agent))
  if (assignee !== undefined) return { assignee }
  return group === undefined ? {} : { group }
}

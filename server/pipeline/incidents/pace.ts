import type { BudgetSpec } from '../../core/store/shared.ts'

/**
 * How fast one answer goes to many. Well below what the platforms allow, because ordinary replies go out
 * meanwhile: Weibo gives an account a hundred calls a day unless it has bought more, and looks for repeats.
 */
const perMinute: Readonly<Record<string, number>> = { weibo: 6 }
const perMinuteElsewhere = 30
/** So many of an account may be under way; when the platform says wait, no more are added. */
export const mostUnderWay = 10

export function paceOf(channel: string): number {
  return perMinute[channel] ?? perMinuteElsewhere
}

export function paceBudget(tenant: string, account: string, channel: string): BudgetSpec {
  const tokens = paceOf(channel)
  return {
    tenant,
    key: `incident-pace:${account}`,
    capacity: Math.max(1, Math.floor(tokens / 2)),
    refill: { tokens, everyMs: 60_000 },
  }
}

/** How long so many will take, ms: accounts send side by side. */
export function remainingMs(
  left: readonly { readonly channel: string; readonly n: number }[],
): number {
  return Math.max(0, ...left.map(({ channel, n }) => Math.ceil((n / paceOf(channel)) * 60_000)))
}

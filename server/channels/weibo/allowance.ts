import type { BudgetSpec, Budgets } from '../../core/store/shared.ts'
import { RelayError } from '../../core/error.ts'
import type { WeiboAccount } from './account.ts'
import type { Stops } from './errors.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const beijingMs = 8 * hourMs
/** The published ceiling of one address, for all apps on it. */
const perIpHour = 15_000

export interface Allowance {
  /** Takes one call. Reads leave a third for replies. Throws `channel.rate_limited` with the time to wait. */
  take(purpose: 'read' | 'reply'): Promise<void>
  /** Weibo said no more: the right count is emptied until it refills. */
  stop(what: Stops): Promise<void>
  /** Pause that spreads what is left for reading over the rest of the day, ms. */
  pauseMs(feeds: number): Promise<number>
}

export function createAllowance(
  account: WeiboAccount,
  budgets: Budgets,
  now: () => number,
): Allowance {
  const { tenant, dailyCalls, hourlyCalls } = account
  const day: BudgetSpec = {
    tenant,
    key: `weibo-day:${account.id}`,
    capacity: dailyCalls,
    refill: { window: 'day-beijing' },
  }
  const hour: BudgetSpec = {
    tenant,
    key: `weibo-hour:${account.id}`,
    capacity: hourlyCalls,
    refill: { window: 'hour' },
  }
  const ip: BudgetSpec = {
    tenant: '*',
    key: 'weibo-ip',
    capacity: perIpHour,
    refill: { window: 'hour' },
  }
  const reserve = Math.floor(dailyCalls / 3)

  function endOfHour(): number {
    return (Math.floor(now() / hourMs) + 1) * hourMs
  }

  function endOfDay(): number {
    return (Math.floor((now() + beijingMs) / dayMs) + 1) * dayMs - beijingMs
  }

  return {
    async take(purpose) {
      // The narrowest first: what it refuses must not be charged to the others.
      const isRead = purpose === 'read'
      for (const [spec, kept] of [
        [day, isRead ? reserve : 0],
        [hour, isRead ? Math.floor(hourlyCalls / 10) : 0],
        [ip, 0],
      ] as const) {
        const taken = await budgets.take(spec, 1, kept)
        if (taken.ok) continue
        throw new RelayError(
          'channel.rate_limited',
          'The allowance for Weibo calls is used up for now.',
          {
            retry: { afterMs: Math.max(1000, taken.waitMs) },
          },
        )
      }
    },
    async stop(what) {
      if (what === 'ip') await budgets.block(ip, endOfHour())
      if (what === 'account') await budgets.block(hour, endOfHour())
    },
    async pauseMs(feeds) {
      const left = (await budgets.left(day)) - reserve
      const restOfDay = endOfDay() - now()
      return left <= 0 ? restOfDay : Math.ceil((restOfDay * feeds) / left)
    },
  }
}

import { isRelayError } from '../core/error.ts'
import type { AccountRuntime, Runtime } from './runtime.ts'

const dayMs = 24 * 3_600_000
/** An admin hears of it a week before and again a day before, once each. */
const levels = [
  { name: '1d', withinMs: dayMs },
  { name: '7d', withinMs: 7 * dayMs },
] as const

async function warn(
  runtime: Runtime,
  served: AccountRuntime,
  level: string,
  endsAt: number,
): Promise<void> {
  const { tenant, id: account, channel } = served.account
  const isFirst = await runtime.store.kept.once(
    tenant,
    `access-warned:${account}:${level}:${endsAt}`,
    30 * dayMs,
  )
  if (!isFirst) return
  runtime.log.warn('account.access_ends', {
    account,
    level,
    endsAt: new Date(endsAt).toISOString(),
  })
  await runtime.store.journal.append(tenant, [
    { type: 'token_warning', at: runtime.clock.now(), account, channel, detail: { level, endsAt } },
  ])
}

/** Looks at one account whose access ends by itself (Weibo has no refresh for web apps). */
export async function watchAccess(runtime: Runtime, served: AccountRuntime): Promise<void> {
  try {
    const endsAt = await served.accessEndsAt?.()
    if (endsAt === undefined) return
    const leftMs = endsAt - runtime.clock.now()
    const level =
      leftMs <= 0 ? { name: 'ended' } : levels.find(({ withinMs }) => leftMs <= withinMs)
    // Seconds apart on every look: the end is told to the hour.
    if (level) await warn(runtime, served, level.name, Math.round(endsAt / 3_600_000) * 3_600_000)
  } catch (error) {
    if (!isRelayError(error)) throw error
    runtime.log.warn('account.access_unknown', { account: served.account.id, code: error.code })
  }
}

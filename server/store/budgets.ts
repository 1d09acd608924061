import type { BudgetSpec, Budgets } from '../core/store/shared.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Platforms count days in Beijing; no summer time since 1991. */
const beijingMs = 8 * hourMs

interface Level {
  readonly left: number
  readonly at: number
  readonly blockedUntil: number
}

function periodStart(window: 'hour' | 'day-beijing', at: number): number {
  if (window === 'hour') return Math.floor(at / hourMs) * hourMs
  return Math.floor((at + beijingMs) / dayMs) * dayMs - beijingMs
}

function periodMs(window: 'hour' | 'day-beijing'): number {
  return window === 'hour' ? hourMs : dayMs
}

/** What a budget holds at a moment. Pure; time never runs backwards for it. */
export function levelAt(spec: BudgetSpec, stored: Level | undefined, now: number): Level {
  if (!stored) return { left: spec.capacity, at: now, blockedUntil: 0 }
  const at = Math.max(now, stored.at)
  if ('window' in spec.refill) {
    const isNewPeriod =
      periodStart(spec.refill.window, at) > periodStart(spec.refill.window, stored.at)
    return {
      left: isNewPeriod ? spec.capacity : Math.min(stored.left, spec.capacity),
      at,
      blockedUntil: stored.blockedUntil,
    }
  }
  const gained = ((at - stored.at) / spec.refill.everyMs) * spec.refill.tokens
  return {
    left: Math.min(spec.capacity, stored.left + gained),
    at,
    blockedUntil: stored.blockedUntil,
  }
}

function waitFor(spec: BudgetSpec, level: Level, wanted: number): number {
  const blockedMs = Math.max(0, level.blockedUntil - level.at)
  if (level.left >= wanted) return blockedMs
  if ('window' in spec.refill) {
    const end = periodStart(spec.refill.window, level.at) + periodMs(spec.refill.window)
    return Math.max(blockedMs, end - level.at)
  }
  const missing = ((wanted - level.left) / spec.refill.tokens) * spec.refill.everyMs
  return Math.max(blockedMs, Math.ceil(missing))
}

export function createBudgets(context: StoreContext): Budgets {
  const { engine, now } = context

  async function read(tx: Db, spec: BudgetSpec, locks: boolean): Promise<Level> {
    let query = tx
      .selectFrom('budgets')
      .selectAll()
      .where('tenant', '=', spec.tenant)
      .where('key', '=', spec.key)
    if (locks && engine.kind === 'postgres') query = query.forUpdate()
    const row = await query.executeTakeFirst()
    return levelAt(
      spec,
      row && { left: row.left_over, at: row.at, blockedUntil: row.blocked_until },
      now(),
    )
  }

  async function write(tx: Db, { tenant, key }: BudgetSpec, level: Level): Promise<void> {
    await tx
      .updateTable('budgets')
      .set({ left_over: level.left, at: level.at, blocked_until: level.blockedUntil })
      .where('tenant', '=', tenant)
      .where('key', '=', key)
      .execute()
  }

  /** The row must exist before it can be locked. */
  async function ensure(tx: Db, spec: BudgetSpec): Promise<void> {
    await tx
      .insertInto('budgets')
      .values({
        tenant: spec.tenant,
        key: spec.key,
        left_over: spec.capacity,
        at: now(),
        blocked_until: 0,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  return {
    take: (spec, n, reserve = 0) =>
      // Taken before every call, so it does not wait for the disk: a power cut gives a token back at most.
      engine.lightly(async (tx) => {
        await ensure(tx, spec)
        const level = await read(tx, spec, true)
        const isBlocked = level.blockedUntil > level.at
        if (isBlocked || level.left < n + reserve) {
          return {
            ok: false as const,
            left: isBlocked ? 0 : level.left,
            waitMs: waitFor(spec, level, n + reserve),
          }
        }
        const left = level.left - n
        await write(tx, spec, { ...level, left })
        return { ok: true as const, left }
      }),
    async left(spec) {
      const level = await read(context.db, spec, false)
      return level.blockedUntil > level.at ? 0 : level.left
    },
    block: (spec, untilMs) =>
      engine.transaction(async (tx) => {
        await ensure(tx, spec)
        const level = await read(tx, spec, true)
        await write(tx, spec, {
          left: 0,
          at: level.at,
          blockedUntil: Math.max(level.blockedUntil, untilMs),
        })
      }),
  }
}

import { join } from 'node:path'
import type { Log } from '../core/log.ts'
import type { Store } from '../core/store/index.ts'
import { createKpiUpkeep, type KpiUpkeep } from '../jobs/kpi-upkeep.ts'
import { Bucket, stepsOf } from '../kpi/buckets.ts'
import { deriveFacts } from '../kpi/derive.ts'
import { createJournalReader } from '../kpi/from-journal.ts'
import { hoursOf } from '../kpi/hours.ts'
import { metrics } from '../kpi/metrics/index.ts'
import { viewsOf, type KpiSettings } from '../kpi/settings.ts'
import { daySlicing } from '../kpi/slices.ts'
import { openStore } from '../store/index.ts'
import { silentLog } from '../testing/silent-log.ts'
import { systemClock } from '../wire/system-clock.ts'
import { journalDays } from './kpi-journal.ts'
import { benchMasterKey } from './servers.ts'

export const kpiSettings: KpiSettings = {
  stage: 4,
  timeZone: 'Asia/Shanghai',
  targets: {
    serviceLevelSeconds: { calendar: 3600, business: 3600 },
    fcrDays: 7,
    reopenDays: 7,
    mentionHours: 24,
  },
  schedules: [
    {
      from: 0,
      schedule: {
        timeZone: 'Asia/Shanghai',
        weekdays: [1, 2, 3, 4, 5],
        openMinute: 9 * 60,
        closeMinute: 18 * 60,
        holidays: [],
        makeUpWorkdays: [],
      },
    },
  ],
  mapMinimum: 30,
  answeredShare: 0.8,
}

export const dayMs = 86_400_000
const hours = hoursOf(kpiSettings.timeZone)

export function openKpiStore(folder: string): Promise<Store> {
  const url = `sqlite:${join(folder, 'relay.db')}`
  return openStore({ url, masterKey: benchMasterKey, clock: systemClock, log: silentLog })
}

export function upkeepOf(
  store: Store,
  tenants: readonly string[],
  log: Log = silentLog,
): KpiUpkeep {
  const settings = new Map(tenants.map((tenant) => [tenant, kpiSettings]))
  return createKpiUpkeep({ store, clock: systemClock, log, owner: 'bench', settings })
}

const entriesAtOnce = 5000

/** Writes the journal of so many messages; answers how many entries it has. */
export async function writeJournal(
  store: Store,
  plan: {
    readonly tenant: string
    readonly messages: number
    readonly days: number
    readonly until: number
  },
): Promise<number> {
  let written = 0
  for (const day of journalDays(plan)) {
    written += day.length
    for (let at = 0; at < day.length; at += entriesAtOnce)
      await store.journal.append(plan.tenant, day.slice(at, at + entriesAtOnce))
  }
  return written
}

/** Different days that are folded; all others are their copies. */
const foldedDays = 3

/**
 * The buckets of many more messages as the upkeep writes them: some days are derived and folded by its own
 * code, and every day of the span holds one of them.
 */
export async function writeDays(
  store: Store,
  plan: {
    readonly tenant: string
    readonly perDay: number
    readonly first: number
    readonly days: number
  },
): Promise<void> {
  const { tenant, perDay, first, days } = plan
  const asOf = first + days * dayMs
  const view = viewsOf(kpiSettings)(asOf)
  const { kpi } = store
  await kpi.restart(tenant, { seq: 0, derivation: '', view: '', at: asOf, newestAt: asOf })
  for (let own = 0; own < foldedDays; own++) {
    const bucket = new Bucket(daySlicing)
    for (const entries of journalDays({
      messages: perDay,
      days: 1,
      until: first + dayMs,
      seed: own,
    })) {
      const records = entries.map((entry, i) => ({ ...entry, tenant, seq: i + 1 }))
      const { items, episodes, turns } = deriveFacts(createJournalReader().take(records), asOf)
      for (const fact of [...items, ...episodes, ...turns])
        bucket.add(fact, stepsOf(fact, metrics, view))
    }
    for (const { slice, cells } of bucket.cells(metrics))
      for (let day = own; day < days; day += foldedDays)
        await kpi.putDay(tenant, hours.dayOf(first + day * dayMs), { slices: [slice], cells })
  }
}

/** The last whole days before a moment, by the figures' own clock. */
export function lastDays(
  until: number,
  days: number,
): { readonly from: number; readonly to: number } {
  const to = hours.nextDay(hours.dayOf(until))
  return { from: hours.dayOf(to - days * dayMs), to }
}

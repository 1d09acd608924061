import type { ConfigFile } from '../config.ts'
import { RelayError } from '../core/error.ts'
import { dispositionReport } from '../pipeline/disposition-report.ts'
import { localDay } from '../pipeline/local-day.ts'
import { systemClock } from '../wire/system-clock.ts'
import { configOf, readFlags, type Command, type Flags } from './command.ts'
import { withStore } from './with-store.ts'

const dayMs = 86_400_000

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(at).toISOString().startsWith(text)
}

/** The day asked for; without one the last that is over. */
function dayOf(values: Flags, timeZone: string): string {
  const { day } = values
  if (day === undefined) return localDay(systemClock.now() - dayMs, timeZone)
  if (typeof day !== 'string' || Number.isNaN(Date.parse(day)) || !isDay(day))
    throw new RelayError('config.invalid', 'Name the day as a date: --day 2026-11-25')
  return day
}

function tenantsOf(config: ConfigFile, { tenant }: Flags): ConfigFile['tenants'] {
  if (tenant === undefined) return config.tenants
  const found = config.tenants.filter(({ id }) => id === tenant)
  if (found.length === 0)
    throw new RelayError('config.invalid', `No tenant is named ${String(tenant)}.`)
  return found
}

/**
 * `dispositions [--day YYYY-MM-DD] [--tenant ID]`: one JSON line for each tenant. Exit code 1 when something
 * was seen by nobody.
 */
export const dispositions: Command = async (argv) => {
  const { values, positionals } = readFlags(argv, ['config', 'day', 'tenant'])
  if (positionals.length > 0)
    throw new RelayError('config.invalid', `There is no ${positionals.join(' ')} here.`)
  const config = configOf(values)
  if (!config) return 1
  const asked = tenantsOf(config, values).map(({ id, timeZone }) => {
    return { tenant: id, timeZone, day: dayOf(values, timeZone) }
  })
  return withStore(config, async ({ store }) => {
    let without = 0
    for (const { tenant, ...when } of asked) {
      const report = await dispositionReport(store.inbox, tenant, when)
      process.stdout.write(`${JSON.stringify({ tenant, ...report })}\n`)
      without += report.without
    }
    return without > 0 ? 1 : 0
  })
}

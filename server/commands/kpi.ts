import type { ConfigFile } from '../config.ts'
import { businessClock } from '../kpi/business-clock-of.ts'
import { deriveFacts } from '../kpi/derive.ts'
import { countEvents } from '../kpi/event-counts.ts'
import type { KpiEvent } from '../kpi/event.ts'
import { metricById, metrics } from '../kpi/metrics/index.ts'
import type { Agreements } from '../kpi/read-schedule.ts'
import { kpiReport } from '../kpi/report.ts'
import { reportJson } from '../kpi/report-json.ts'
import { lastReconciliation } from '../jobs/reconcile-night.ts'
import { systemClock } from '../wire/system-clock.ts'
import { configOf, readFlags, type Command, type Flags } from './command.ts'
import { eventsOf } from './kpi-events.ts'
import { exportEvents, journalEvents } from './kpi-journal.ts'
import { agreementsOf, askedIn, refuse, usage, type Asked } from './kpi-query.ts'
import { reconciliationText } from './kpi-reconciliation.ts'
import { explanation, kpiTable, type Language } from './kpi-table.ts'
import { withStore } from './with-store.ts'

const known = 'config tenant events from to as-of schedule by locale explain'.split(' ')
const languages: Readonly<Record<string, Language>> = { 'zh-CN': 'zh', en: 'en' }
const usualZone = 'Asia/Shanghai'

interface Place {
  readonly tenant?: string
  readonly language: Language
}

function languageOf({ locale }: Flags, usual: string): Language {
  const language = languages[String(locale ?? usual)]
  if (language === undefined) throw refuse('There are texts for --locale zh-CN and en.')
  return language
}

function explain({ explain: id, ...values }: Flags): number {
  const metric = metricById(String(id))
  if (!metric) throw refuse(`The figures are ${metrics.map((one) => one.id).join(', ')}.`)
  process.stdout.write(explanation(metric, languageOf(values, 'zh-CN')))
  return 0
}

function print(
  events: readonly KpiEvent[],
  asked: Asked,
  { targets, versions }: Agreements,
  { tenant, language, isJson }: Place & { readonly isJson: boolean },
): void {
  const view = { asOf: asked.asOf, targets, business: businessClock(versions) }
  const report = kpiReport(deriveFacts(events, asked.asOf), { ...asked, view })
  const counts = countEvents(events, asked.asOf)
  if (!isJson) {
    const title = tenant === undefined ? '' : `# ${tenant}\n`
    process.stdout.write(title + kpiTable(report, counts, { language, timeZone: asked.timeZone }))
    return
  }
  const { read, later, repeated, newestAt } = counts
  const newest = newestAt === undefined ? null : new Date(newestAt).toISOString()
  const about = { newestEventAt: newest, events: { read, leftOut: { later, repeated } }, targets }
  const told = {
    ...(tenant !== undefined && { tenant }),
    ...about,
    ...reportJson(report, asked.by),
  }
  process.stdout.write(`${JSON.stringify(told)}\n`)
}

/** The newest schedule's zone decides what a day is. */
function zoneIn({ versions }: Agreements, usual: string): string {
  return versions.at(-1)?.schedule.timeZone ?? usual
}

async function fromFile(path: string, values: Flags, agreements: Agreements): Promise<number> {
  const place = { language: languageOf(values, 'zh-CN'), isJson: values['json'] === true }
  const asked = askedIn(values, zoneIn(agreements, usualZone), systemClock.now())
  const events = await eventsOf(path)
  if (!events) return 1
  print(events, asked, agreements, place)
  return 0
}

function tenantsOf({ tenants }: ConfigFile, { tenant, export: isExport }: Flags) {
  const asked = tenants.filter(({ id }) => tenant === undefined || id === tenant)
  if (asked.length === 0) throw refuse(`No tenant is named ${String(tenant)}.`)
  if (isExport === true && asked.length > 1)
    throw refuse('Name whose events to export: --tenant ID')
  return asked
}

async function fromStore(values: Flags, agreements: Agreements): Promise<number> {
  const config = configOf(values)
  if (!config) return 1
  const isExport = values['export'] === true
  const all = tenantsOf(config, values).map(({ id: tenant, timeZone, locale }) => ({
    asked: isExport ? undefined : askedIn(values, zoneIn(agreements, timeZone), systemClock.now()),
    place: { tenant, language: languageOf(values, locale), isJson: values['json'] === true },
  }))
  return withStore(config, async ({ store }) => {
    for (const { asked, place } of all) {
      const pages = journalEvents(store.journal, place.tenant)
      if (!asked) {
        await exportEvents(pages, process.stdout)
        continue
      }
      const events: KpiEvent[] = []
      for await (const page of pages) for (const event of page) events.push(event)
      print(events, asked, agreements, place)
    }
    return 0
  })
}

/** The last comparison with the helpdesk's own figures, of each tenant. */
async function reconciliations(values: Flags): Promise<number> {
  const config = configOf(values)
  if (!config) return 1
  const all = tenantsOf(config, values).map(({ id: tenant, timeZone, locale }) => {
    return { tenant, timeZone, language: languageOf(values, locale) }
  })
  return withStore(config, async ({ store }) => {
    for (const { tenant, ...reader } of all) {
      const reconciliation = await lastReconciliation(store, tenant)
      const text =
        values['json'] === true
          ? JSON.stringify({ tenant, reconciliation: reconciliation ?? null })
          : `# ${tenant}\n${reconciliationText(reconciliation, reader)}`
      process.stdout.write(`${text.trimEnd()}\n`)
    }
    return 0
  })
}

/** The figures of a period, from a store or a file of event lines; one report (with `--json` one line) for each tenant. */
export const kpi: Command = async (argv) => {
  const { values, positionals } = readFlags(argv, known, ['json', 'export', 'reconciliation'])
  if (positionals.length > 0) throw refuse(`There is no ${positionals.join(' ')} here.`)
  if (values['explain'] !== undefined) return explain(values)
  const { config, events } = values
  const isFile = events !== undefined
  if (isFile === (config !== undefined)) throw refuse(usage)
  if (values['reconciliation'] === true) {
    if (isFile) throw refuse('A file of events was compared with nothing: name a --config FILE.')
    return reconciliations(values)
  }
  if (isFile && (values['export'] === true || values['tenant'] !== undefined))
    throw refuse('A file of events has no tenants and needs no export.')
  const agreements = agreementsOf(values)
  if (!agreements) return 1
  return isFile ? fromFile(String(events), values, agreements) : fromStore(values, agreements)
}

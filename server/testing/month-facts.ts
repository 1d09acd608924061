import { businessClock } from '../kpi/business-clock-of.ts'
import { deriveFacts } from '../kpi/derive.ts'
import type { Facts } from '../kpi/facts.ts'
import type { Contribution, Reading, View } from '../kpi/metric.ts'
import { metricById } from '../kpi/metrics/index.ts'
import { readSchedule } from '../kpi/read-schedule.ts'
import { readEventLines } from '../kpi/read-event-lines.ts'
import type { KpiEvent } from '../kpi/event.ts'
import type { Month, MonthView } from '../lab/month/index.ts'

/** The lines of a month as the importer reads them; what it refuses is an error here. */
export function eventsIn({ events }: Pick<MonthView, 'events'>): readonly KpiEvent[] {
  const { events: read, problems } = readEventLines(
    events.map((event) => JSON.stringify(event)).join('\n'),
  )
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  return read
}

/** The lab's schedule as the schedule file is read, and the moment of the report. */
export function viewOf({ schedule }: Pick<Month, 'schedule'>, asOf: number): View {
  const reading = readSchedule(JSON.parse(JSON.stringify(schedule)))
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  const { targets, versions } = reading
  return { asOf, targets, business: businessClock(versions) }
}

/** What the engine makes of a month at a moment. */
export class MonthFacts {
  readonly facts: Facts
  readonly view: View

  constructor(month: Month, seen: MonthView) {
    this.view = viewOf(month, seen.truths.asOf)
    this.facts = deriveFacts(eventsIn(seen), seen.truths.asOf)
  }

  /** What each fact adds to a part of a figure, ascending. */
  values(id: string, part = ''): readonly number[] {
    return this.contributions(id)
      .flatMap((one) => (one.part === part ? [one.value] : []))
      .sort((a, b) => a - b)
  }

  /** A share as so many of so many. */
  share(id: string, part = ''): { readonly hits: number; readonly of: number } {
    const values = this.values(id, part)
    return { hits: values.filter((value) => value === 1).length, of: values.length }
  }

  reading(id: string): Reading {
    const metric = metricById(id)
    let state = metric?.initial()
    for (const fact of this.all()) state = metric?.step(state, fact, this.view)
    return metric?.read(state, this.view) ?? {}
  }

  private contributions(id: string): readonly Contribution[] {
    const metric = metricById(id)
    return this.all().flatMap((fact) => metric?.contributions(fact, this.view) ?? [])
  }

  private all() {
    const { items, episodes, turns } = this.facts
    return [...items, ...episodes, ...turns]
  }
}

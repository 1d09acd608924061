import type { KpiReport } from '../../api/kpi.ts'
import type { KpiSheet } from '../../api/kpi-sheet.ts'
import type { ListedMetric } from '../../kpi/define-metric.ts'
import type { Reading } from '../../kpi/metric.ts'
import { metricById } from '../../kpi/metrics/index.ts'
import type { Outcome } from '../../kpi/outcome.ts'
import { outcomes } from '../../kpi/outcomes/index.ts'
import type { Span } from '../../kpi/stretches.ts'
import { TypedTerms } from '../../kpi/typed-terms.ts'
import type { Scope } from './kpi-query.ts'
import { told } from './kpi-told.ts'

export function outcomeById(id: string): Outcome | undefined {
  return outcomes.find((one) => one.id === id)
}

/** Figures that outcomes are read from. */
export function sourcesOf(asked: readonly Outcome[]): readonly ListedMetric[] {
  const ids = new Set(asked.flatMap(({ from }) => from))
  return [...ids].flatMap((id) => metricById(id) ?? [])
}

type Row = KpiReport['metrics'][number]
type Terms = NonNullable<Row['terms']>

/** What went in, word for word, so that anybody can do the sum again (S2-25). */
function termsIn(terms: TypedTerms, { inputs }: Outcome): Terms {
  return inputs.flatMap((kind) =>
    terms.of(kind).map(({ of, month, share, likely, low, high, source, owner }) => ({
      kind,
      ...(of !== undefined && { of }),
      ...{ month, share, likely, low, high, source, owner },
    })),
  )
}

export interface Asking {
  readonly scope: Scope
  readonly sheet: KpiSheet
  /** Up to now at most: nothing is spent on days to come. */
  readonly span: Span
  readonly readings: ReadonlyMap<string, Reading>
  /** Inputs hold for the company as a whole: of a part of it there is no data. */
  readonly isFiltered: boolean
}

/** Rows of figures that rest on typed-in inputs, by id. */
export function outcomeRows(wanted: readonly Outcome[], asking: Asking): ReadonlyMap<string, Row> {
  const { scope, sheet, span, readings, isFiltered } = asking
  const { timeZone, handlingSeconds } = scope.settings
  const terms = new TypedTerms(isFiltered ? [] : sheet.inputs, span, timeZone)
  const asked = { sum: terms.sum.bind(terms), readings, handlingSeconds }
  return new Map(
    wanted.map((outcome) => {
      const reading = outcome.read(asked)
      const row = { id: outcome.id, reading: reading ? told(reading) : null, groups: [], trend: [] }
      return [outcome.id, { ...row, terms: termsIn(terms, outcome) }]
    }),
  )
}

import type { KpiReport } from '../../api/kpi.ts'
import type { KpiSheet } from '../../api/kpi-sheet.ts'
import type { SliceFilter } from '../../kpi/slices.ts'
import type { GroupBy } from './kpi-query.ts'

type Row = KpiReport['metrics'][number]
type Targets = Readonly<Record<string, number>>

const dimensions = ['channel', 'account', 'group', 'tier'] as const

/** A later line of the sheet overrides an earlier one. */
function targetsAt(sheet: KpiSheet, metric: string, place: SliceFilter): Targets {
  const own = sheet.targets.filter(
    (one) => one.metric === metric && place[one.dimension] === one.key,
  )
  return Object.fromEntries(own.map(({ part, value }) => [part, value]))
}

/** The company's own, of a figure's first part. */
function ownTarget({ goals }: KpiSheet, { id }: Row, part: string): Targets {
  const value = goals.find(({ metric }) => metric === id)?.target
  return value === undefined ? {} : { [part]: value }
}

/** One place wins over the company; the narrower dimension over the wider: channel, account, group, tier. */
function wantedOf(
  sheet: KpiSheet,
  { row, part, place }: { readonly row: Row; readonly part: string; readonly place: SliceFilter },
): Targets {
  return dimensions.reduce<Targets>(
    (targets, name) => {
      const value = place[name]
      return value === undefined
        ? targets
        : { ...targets, ...targetsAt(sheet, row.id, { [name]: value }) }
    },
    ownTarget(sheet, row, part),
  )
}

interface Asked {
  readonly sheet: KpiSheet
  readonly filter: SliceFilter
  readonly by: GroupBy | undefined
  /** The first part of a figure: its goal is set for that one. */
  readonly firstPart: (id: string) => string
}

const unlessEmpty = (targets: Targets): { targets?: Record<string, number> } =>
  Object.keys(targets).length > 0 ? { targets: { ...targets } } : {}

/** Writes beside each figure what is wanted of it, there where it was measured (S2-11). */
export function withTargets(row: Row, { sheet, filter, by, firstPart }: Asked): Row {
  const part = firstPart(row.id)
  const isPlace = dimensions.some((name) => name === by)
  return {
    ...row,
    ...unlessEmpty(wantedOf(sheet, { row, part, place: filter })),
    groups: row.groups.map((group) => {
      const place = isPlace && by !== undefined ? { ...filter, [by]: group.key } : filter
      return { ...group, ...unlessEmpty(wantedOf(sheet, { row, part, place })) }
    }),
  }
}

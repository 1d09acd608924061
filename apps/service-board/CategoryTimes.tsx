import type { KpiMetric, KpiReport } from '../../server/api/kpi.ts'
import { ChartFrame } from '../kit/charts/ChartFrame.tsx'
import { HeatMap } from '../kit/charts/HeatMap.tsx'
import type { Table } from '../kit/charts/table.ts'
import { useWords } from '../kit/i18n.tsx'
import { useBoard } from './board.ts'
import { figureCell } from './figure-table.ts'
import { headOf, mainPart } from './figures.ts'
import { pageWords } from './page-words.ts'
import { metricIn } from './use-report.ts'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

const mostRows = 14

interface Shown {
  readonly metrics: readonly KpiMetric[]
  readonly report: KpiReport
}

/** p50 of each kind for each time, kinds by how much of them there is. */
function rowsOf({ metrics, report }: Shown) {
  const keys = new Map<string, number>()
  for (const { groups } of report.metrics)
    for (const { key, reading } of groups)
      keys.set(key, Math.max(keys.get(key) ?? 0, ...Object.values(reading).map(({ n }) => n)))
  return [...keys]
    .sort(([, a], [, b]) => b - a)
    .map(([key]) => ({
      key,
      values: metrics.map((metric) => {
        const group = metricIn(report, metric.id)?.groups.find((one) => one.key === key)
        return headOf(group?.reading[mainPart(metric)])
      }),
    }))
}

function useTable(metrics: readonly KpiMetric[], rows: ReturnType<typeof rowsOf>): Table {
  const tb = useWords(words)
  const texts = useTexts()
  const { show } = useBoard()
  const titles = metrics.map(({ title }) => texts.say(title))
  return {
    columns: [
      { label: tb('category') },
      ...titles.map((label) => ({ label, isNumber: true, rawUnit: 's' })),
    ],
    rows: rows.map(({ key, values }) => ({
      key,
      cells: [
        { text: texts.value('category', key) },
        ...values.map((value, at) => {
          const metric = metrics[at]
          return {
            ...figureCell(value, 'ms', texts.figure),
            onOpen:
              metric &&
              (() =>
                show({
                  kind: 'tickets',
                  metric,
                  part: mainPart(metric),
                  only: { category: key },
                })),
          }
        }),
      ],
    })),
  }
}

/** Which kind takes how long at which step. */
export function CategoryTimes(shown: Shown) {
  const t = useWords(pageWords)
  const texts = useTexts()
  const { metrics } = shown
  const rows = rowsOf(shown)
  const table = useTable(metrics, rows)
  const most = metrics.map((_, at) => Math.max(0, ...rows.map(({ values }) => values[at] ?? 0)))
  const drawn = rows.slice(0, mostRows)
  const titles = metrics.map(({ title }) => texts.say(title))
  return (
    <ChartFrame title={t('matrix')} table={table}>
      <HeatMap
        label={t('matrix')}
        hint={t('matrixHint')}
        nameRoom={110}
        rows={drawn.map(({ key }) => texts.value('category', key))}
        columns={titles}
        cells={drawn.flatMap(({ key, values }) =>
          values.map((value, at) => ({
            strength: value === undefined ? undefined : value / (most[at] || 1),
            mark: texts.figure(value, 'ms'),
            text: `${texts.value('category', key)} · ${titles[at] ?? ''} · ${texts.figure(value, 'ms')}`,
          })),
        )}
      />
    </ChartFrame>
  )
}

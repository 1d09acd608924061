import type { KpiMetric } from '../../server/api/kpi.ts'
import { ChartFrame } from '../kit/charts/ChartFrame.tsx'
import { LineChart } from '../kit/charts/LineChart.tsx'
import { useWords } from '../kit/i18n.tsx'
import { useBoard } from './board.ts'
import { trendStep } from './days.ts'
import { spreadCells, spreadColumns } from './figure-table.ts'
import { trendOf } from './figures.ts'
import { pageWords } from './page-words.ts'
import type { ReportMetric } from './use-report.ts'
import { useBoardMoments, useTexts } from './use-texts.ts'
import { words } from './words.ts'

const lines = [
  ['p50', 'Main'],
  ['p90', 'Second'],
  ['p95', 'Third'],
] as const

/** p50, p90 and p95 over the span. */
export function ResponsesTrend({
  metric,
  reported,
  part,
}: {
  readonly metric: KpiMetric
  readonly reported: ReportMetric
  readonly part: string
}) {
  const t = useWords(pageWords)
  const tb = useWords(words)
  const texts = useTexts()
  const stepMs = trendStep(useBoard().bounds)
  const isHourly = stepMs < 86_400_000
  const moments = useBoardMoments(isHourly)
  const title = t('overTime', { title: texts.say(metric.title) })
  return (
    <ChartFrame
      title={title}
      table={{
        columns: [
          { label: t(isHourly ? 'hour' : 'day') },
          ...spreadColumns(tb('mean'), t('count')),
        ],
        rows: reported.trend.map(({ at, reading }) => ({
          key: at,
          cells: [
            { text: moments.full(Date.parse(at)), raw: at },
            ...spreadCells(reading[part], texts.figure),
          ],
        })),
      }}
    >
      <LineChart
        label={title}
        unit="ms"
        stepMs={stepMs}
        tickName={moments.tick}
        fullName={moments.full}
        lines={lines.map(([name, tone]) => ({
          name,
          tone,
          points: trendOf(reported, part, (figure) => figure[name]),
        }))}
      />
    </ChartFrame>
  )
}

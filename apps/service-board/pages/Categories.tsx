import type { KpiMetric, KpiReport } from '../../../server/api/kpi.ts'
import { BarChart } from '../../kit/charts/BarChart.tsx'
import { ChartFrame } from '../../kit/charts/ChartFrame.tsx'
import { useWords } from '../../kit/i18n.tsx'
import { useBoard } from '../board.ts'
import { CategoryDays } from '../CategoryDays.tsx'
import { CategoryTimes } from '../CategoryTimes.tsx'
import { spreadCells, spreadColumns } from '../figure-table.ts'
import { mainPart } from '../figures.ts'
import { pageWords } from '../page-words.ts'
import { PanelState } from '../PanelState.tsx'
import { Column, Grid, Lead } from '../parts.tsx'
import { metricIn, useReport } from '../use-report.ts'
import { useTexts } from '../use-texts.ts'
import { words } from '../words.ts'

const ids = ['assignmentTime', 'firstResponseSeconds', 'everyResponseSeconds', 'resolutionTime']
const mostBars = 14

function Panel({ metric, report }: { readonly metric: KpiMetric; readonly report: KpiReport }) {
  const t = useWords(pageWords)
  const tb = useWords(words)
  const texts = useTexts()
  const { show } = useBoard()
  const part = mainPart(metric)
  const groups = metricIn(report, metric.id)?.groups ?? []
  // The slowest first: that is what one comes here for.
  const slowest = [...groups].sort(
    (a, b) => (b.reading[part]?.p50 ?? -1) - (a.reading[part]?.p50 ?? -1),
  )
  const title = t('byDimension', {
    title: texts.say(metric.title),
    by: texts.inside(tb('category')),
  })
  return (
    <ChartFrame
      title={title}
      note={t('paleReach')}
      table={{
        columns: [{ label: tb('category') }, ...spreadColumns(tb('mean'), t('count'))],
        rows: slowest.map(({ key, reading }) => ({
          key,
          cells: [
            {
              text: texts.value('category', key),
              onOpen: () => show({ kind: 'tickets', metric, part, only: { category: key } }),
            },
            ...spreadCells(reading[part], texts.figure),
          ],
        })),
      }}
    >
      <BarChart
        label={title}
        unit="ms"
        bars={slowest
          .filter(({ reading }) => reading[part]?.p50 !== undefined)
          .slice(0, mostBars)
          .map(({ key, reading }) => ({
            key,
            label: texts.value('category', key),
            value: reading[part]?.p50,
            reach: reading[part]?.p90,
            text: texts.figure(reading[part]?.p50, 'ms'),
          }))}
      />
    </ChartFrame>
  )
}

/** Which kinds of issue take how long, and when they come. */
export function Categories() {
  const t = useWords(pageWords)
  const { catalogue } = useBoard()
  // In the order in which an item goes through them.
  const metrics = ids.flatMap(
    (id) => catalogue.metrics.find((one) => one.id === id && one.stage <= catalogue.stage) ?? [],
  )
  const report = useReport({ metrics: metrics.map(({ id }) => id), by: 'category' })
  return (
    <Column>
      <Lead>{t('categoriesLead')}</Lead>
      <PanelState
        polled={report}
        isEmpty={(value) => value.metrics.every(({ groups }) => groups.length === 0)}
      >
        {(value) => (
          <Column>
            <CategoryTimes metrics={metrics} report={value} />
            <CategoryDays />
            <Grid>
              {metrics.map((metric) => (
                <Panel key={metric.id} metric={metric} report={value} />
              ))}
            </Grid>
          </Column>
        )}
      </PanelState>
    </Column>
  )
}

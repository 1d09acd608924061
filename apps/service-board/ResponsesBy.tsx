import { useState } from 'react'
import type { KpiMetric } from '../../server/api/kpi.ts'
import { BarChart } from '../kit/charts/BarChart.tsx'
import { ChartFrame } from '../kit/charts/ChartFrame.tsx'
import { useWords } from '../kit/i18n.tsx'
import type { FilterName } from './address.ts'
import { useBoard } from './board.ts'
import { Choices } from './Choices.tsx'
import { spreadCells, spreadColumns } from './figure-table.ts'
import { pageWords } from './page-words.ts'
import { PanelState } from './PanelState.tsx'
import { Column } from './parts.tsx'
import { metricIn, useReport, type ReportMetric } from './use-report.ts'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

const dimensions = ['channel', 'account', 'group', 'agent', 'category', 'province', 'tier'] as const

const mostBars = 12

function Bars({
  metric,
  part,
  by,
  groups,
}: {
  readonly metric: KpiMetric
  readonly part: string
  readonly by: FilterName
  readonly groups: ReportMetric['groups']
}) {
  const t = useWords(pageWords)
  const tb = useWords(words)
  const texts = useTexts()
  const { show } = useBoard()
  const title = t('byDimension', { title: texts.say(metric.title), by: texts.inside(tb(by)) })
  const table = {
    columns: [{ label: tb(by) }, ...spreadColumns(tb('mean'), t('count'))],
    rows: groups.map(({ key, reading }) => ({
      key,
      cells: [
        {
          text: texts.value(by, key),
          onOpen: () => show({ kind: 'tickets', metric, part, only: { [by]: key } }),
        },
        ...spreadCells(reading[part], texts.figure),
      ],
    })),
  }
  const bars = groups.slice(0, mostBars).map(({ key, reading }) => ({
    key,
    label: texts.value(by, key),
    value: reading[part]?.p50,
    reach: reading[part]?.p90,
    text: texts.figure(reading[part]?.p50, 'ms'),
  }))
  return (
    <ChartFrame title={title} note={t('paleReach')} table={table}>
      <BarChart label={title} unit="ms" bars={bars} />
    </ChartFrame>
  )
}

/** The same times for each channel, account, group … */
export function ResponsesBy({
  metric,
  part,
}: {
  readonly metric: KpiMetric
  readonly part: string
}) {
  const t = useWords(pageWords)
  const tb = useWords(words)
  const [by, setBy] = useState<FilterName>('channel')
  const report = useReport({ metrics: [metric.id], by })
  return (
    <Column>
      <div>
        <Choices
          label={t('by')}
          keys={dimensions}
          chosen={by as 'channel'}
          name={tb}
          onChoose={setBy}
        />
      </div>
      <PanelState
        polled={report}
        isEmpty={(value) => (metricIn(value, metric.id)?.groups ?? []).length === 0}
      >
        {(value) => (
          <Bars {...{ metric, part, by }} groups={metricIn(value, metric.id)?.groups ?? []} />
        )}
      </PanelState>
    </Column>
  )
}

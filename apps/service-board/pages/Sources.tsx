import styled from 'styled-components'
import type { KpiMetric, KpiReport } from '../../../server/api/kpi.ts'
import { BarChart } from '../../kit/charts/BarChart.tsx'
import { ChartFrame } from '../../kit/charts/ChartFrame.tsx'
import type { Table } from '../../kit/charts/table.ts'
import { useWords } from '../../kit/i18n.tsx'
import { AgeBadge } from '../AgeBadge.tsx'
import { useBoard } from '../board.ts'
import { figureCell } from '../figure-table.ts'
import { mainFigure, shelve } from '../figures.ts'
import { pageWords } from '../page-words.ts'
import { PanelState } from '../PanelState.tsx'
import { Amount, Card, Column, Lead, Small } from '../parts.tsx'
import { metricIn, useReport } from '../use-report.ts'
import { useBoardMoments, useTexts } from '../use-texts.ts'
import { Value } from '../Value.tsx'

const Cards = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 160px), 1fr));
  gap: 12px;
`

const Box = styled(Card)`
  display: grid;
  gap: 2px;
  align-content: start;
  padding: 12px 16px;
`

const lowBelow = 0.8

interface Shown {
  readonly metrics: readonly KpiMetric[]
  readonly report: KpiReport
}

function Summary({ metrics, report }: Shown) {
  const t = useWords(pageWords)
  const moments = useBoardMoments()
  const figures = metrics.map((metric) => mainFigure(metric, metricIn(report, metric.id)?.reading))
  const known = figures.filter((figure) => figure !== undefined)
  const low = known.filter(({ coverage }) => (coverage ?? 1) < lowBelow)
  const { newestAt } = report
  return (
    <Cards>
      <Box aria-label={t('withData')}>
        <Small>{t('withData')}</Small>
        <Amount>
          {known.length}
          <small>{` / ${figures.length}`}</small>
        </Amount>
      </Box>
      <Box aria-label={t('lowCoverage')}>
        <Small>{t('lowCoverage')}</Small>
        <Value value={low.length} unit="count" />
      </Box>
      <Box aria-label={t('newest')}>
        <Small>{t('newest')}</Small>
        <Amount style={{ fontSize: 16, lineHeight: '31px', whiteSpace: 'normal' }}>
          {newestAt === null ? t('newestNone') : moments.moment(Date.parse(newestAt))}
        </Amount>
      </Box>
      <Box aria-label={t('asOf')}>
        <Small>{t('asOf')}</Small>
        <Amount style={{ fontSize: 16, lineHeight: '31px', whiteSpace: 'normal' }}>
          {moments.moment(Date.parse(report.asOf))}
        </Amount>
        <span>
          <AgeBadge asOf={report.asOf} />
        </span>
      </Box>
    </Cards>
  )
}

function useTable({ metrics, report }: Shown): Table {
  const t = useWords(pageWords)
  const texts = useTexts()
  const { show } = useBoard()
  return {
    columns: [
      { label: t('figure') },
      { label: t('part') },
      { label: t('count'), isNumber: true },
      { label: t('of'), isNumber: true },
      { label: t('coverage'), isNumber: true, rawUnit: '0–1' },
      { label: t('version'), isNumber: true },
    ],
    rows: metrics.flatMap((metric) => {
      const reading = metricIn(report, metric.id)?.reading
      return metric.parts.map((part) => {
        const figure = reading?.[part]
        return {
          key: `${metric.id} ${part}`,
          cells: [
            { text: texts.say(metric.title), onOpen: () => show({ kind: 'formula', metric }) },
            { text: texts.part(metric, part) },
            figureCell(figure?.n, 'count', texts.figure),
            figureCell(figure?.of, 'count', texts.figure),
            figureCell(figure?.coverage, 'share', texts.figure),
            { text: String(metric.version), raw: metric.version },
          ],
        }
      })
    }),
  }
}

function Coverage(shown: Shown) {
  const t = useWords(pageWords)
  const texts = useTexts()
  const table = useTable(shown)
  const bars = shown.metrics.map((metric) => {
    const figure = mainFigure(metric, metricIn(shown.report, metric.id)?.reading)
    const { n = 0, of, coverage } = figure ?? {}
    const text =
      of === undefined
        ? texts.figure(figure?.n, 'count')
        : `${texts.figure(n, 'count')} / ${texts.figure(of, 'count')}`
    return { key: metric.id, label: texts.say(metric.title), value: coverage, text }
  })
  return (
    <Column>
      <ChartFrame title={t('coverageChart')} table={table}>
        <BarChart label={t('coverageChart')} unit="share" bars={bars} />
      </ChartFrame>
      <ChartFrame title={t('sourcesTable')} table={table} />
    </Column>
  )
}

/** How far each figure can be trusted. */
export function Sources() {
  const t = useWords(pageWords)
  const { metrics, stage } = useBoard().catalogue
  const { open } = shelve(metrics, stage)
  const report = useReport({ metrics: open.map(({ id }) => id) })
  return (
    <Column>
      <Lead>{t('sourcesLead')}</Lead>
      <PanelState polled={report}>
        {(value) => (
          <Column>
            <Summary metrics={open} report={value} />
            <Coverage metrics={open} report={value} />
          </Column>
        )}
      </PanelState>
    </Column>
  )
}

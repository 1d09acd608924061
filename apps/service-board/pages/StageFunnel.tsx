import type { KpiMetric, KpiReport } from '../../../server/api/kpi.ts'
import { ChartFrame } from '../../kit/charts/ChartFrame.tsx'
import { FunnelChart } from '../../kit/charts/FunnelChart.tsx'
import { StretchChart } from '../../kit/charts/StretchChart.tsx'
import type { Table } from '../../kit/charts/table.ts'
import { useWords } from '../../kit/i18n.tsx'
import { useBoard } from '../board.ts'
import { figureCell, spreadCells, spreadColumns } from '../figure-table.ts'
import { funnelMetrics, stagesOf, type Stage } from '../funnel.ts'
import { pageWords } from '../page-words.ts'
import { PanelState } from '../PanelState.tsx'
import { Column, Lead } from '../parts.tsx'
import { stretchesOf, stretchMetric, type Stretches } from '../stretches.ts'
import { useReport } from '../use-report.ts'
import { useTexts } from '../use-texts.ts'
import { words } from '../words.ts'

function useStageTable(stages: readonly Stage[]): Table {
  const t = useWords(pageWords)
  const tb = useWords(words)
  const texts = useTexts()
  return {
    columns: [
      { label: t('stage') },
      { label: t('ofAsked'), isNumber: true },
      ...spreadColumns(tb('mean'), t('count')),
    ],
    rows: stages.map(({ name, count, share, since }) => ({
      key: name,
      cells: [
        { text: t(`step${name}`) },
        figureCell(share, 'share', texts.figure),
        ...spreadCells(since ?? { n: count }, texts.figure),
      ],
    })),
  }
}

function Stages({ stages }: { readonly stages: readonly Stage[] }) {
  const t = useWords(pageWords)
  const texts = useTexts()
  const table = useStageTable(stages)
  const between = ({ share: of, since }: Stage): string | undefined => {
    if (of === undefined) return undefined
    const share = texts.figure(of, 'share')
    return since?.p50 === undefined
      ? t('betweenShare', { share })
      : t('betweenText', { share, span: texts.figure(since.p50, 'ms') })
  }
  return (
    <Column>
      <ChartFrame title={t('funnelTitle')} table={table}>
        <FunnelChart
          label={t('funnelTitle')}
          steps={stages.map((stage) => ({
            key: stage.name,
            label: t(`step${stage.name}`),
            count: stage.count,
            countText: texts.figure(stage.count, 'count'),
            between: between(stage),
          }))}
        />
      </ChartFrame>
      <ChartFrame title={t('stageTimes')} table={table} />
    </Column>
  )
}

/** Where the time went, stretch by stretch. */
function TimeSpent({ stretches, total }: Stretches) {
  const t = useWords(pageWords)
  const texts = useTexts()
  const rows = stretches.map(({ name, ms, n }) => ({ name, ms, n, share: ms / (total || 1) }))
  return (
    <ChartFrame
      title={t('spansTitle')}
      note={t('spansNote', { total: texts.figure(total, 'ms') })}
      table={{
        columns: [
          { label: t('stretch') },
          { label: t('meanSpan'), isNumber: true, rawUnit: 's' },
          { label: t('ofWhole'), isNumber: true, rawUnit: '0–1' },
          { label: t('count'), isNumber: true },
        ],
        rows: rows.map(({ name, ms, n, share }) => ({
          key: name,
          cells: [
            { text: t(`stretch${name}`) },
            figureCell(ms, 'ms', texts.figure),
            figureCell(share, 'share', texts.figure),
            figureCell(n, 'count', texts.figure),
          ],
        })),
      }}
    >
      <StretchChart
        label={t('spansTitle')}
        stretches={rows.map(({ name, ms, share }) => ({
          key: name,
          label: t(`stretch${name}`),
          value: ms,
          text: `${texts.figure(ms, 'ms')} · ${texts.figure(share, 'share')}`,
        }))}
      />
    </ChartFrame>
  )
}

function Told({ report, spans }: { report: KpiReport; spans: KpiMetric | undefined }) {
  const stages = stagesOf(report)
  const stretches = stretchesOf(spans, report)
  return (
    <Column>
      {stretches && <TimeSpent {...stretches} />}
      {stages.length > 0 && <Stages stages={stages} />}
    </Column>
  )
}

/** How far episodes come, when, and where their time goes. */
export function StageFunnel() {
  const t = useWords(pageWords)
  const { metrics } = useBoard().catalogue
  const spans = stretchMetric(metrics)
  const ids = [...funnelMetrics, ...(spans ? [spans.id] : [])]
  const known = ids.filter((id) => metrics.some((metric) => metric.id === id))
  const report = useReport({ metrics: known })
  return (
    <Column>
      <Lead>{t('funnelLead')}</Lead>
      <PanelState
        polled={report}
        isEmpty={(value) => stagesOf(value).length === 0 && !stretchesOf(spans, value)}
      >
        {(value) => <Told report={value} spans={spans} />}
      </PanelState>
    </Column>
  )
}

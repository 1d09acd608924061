import { ChartFrame } from '../../kit/charts/ChartFrame.tsx'
import { FunnelChart } from '../../kit/charts/FunnelChart.tsx'
import { useWords } from '../../kit/i18n.tsx'
import { useBoard } from '../board.ts'
import { figureCell, spreadCells, spreadColumns } from '../figure-table.ts'
import { funnelMetrics, stagesOf, type Stage } from '../funnel.ts'
import { pageWords } from '../page-words.ts'
import { PanelState } from '../PanelState.tsx'
import { Column, Lead } from '../parts.tsx'
import { useReport } from '../use-report.ts'
import { useTexts } from '../use-texts.ts'
import { words } from '../words.ts'

function Stages({ stages }: { readonly stages: readonly Stage[] }) {
  const t = useWords(pageWords)
  const tb = useWords(words)
  const texts = useTexts()
  const between = ({ passed, since }: Stage): string | undefined => {
    if (passed === undefined) return undefined
    const share = texts.figure(passed, 'share')
    return since?.p50 === undefined
      ? t('betweenShare', { share })
      : t('betweenText', { share, span: texts.figure(since.p50, 'ms') })
  }
  const table = {
    columns: [
      { label: t('stage') },
      { label: t('ofBefore'), isNumber: true },
      ...spreadColumns(tb('mean'), t('count')),
    ],
    rows: stages.map(({ name, count, passed, since }) => ({
      key: name,
      cells: [
        { text: t(`step${name}`) },
        figureCell(passed, 'share', texts.figure),
        ...spreadCells(since ?? { n: count }, texts.figure),
      ],
    })),
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

/** How far episodes come, and when. */
export function StageFunnel() {
  const t = useWords(pageWords)
  const { metrics } = useBoard().catalogue
  const known = funnelMetrics.filter((id) => metrics.some((metric) => metric.id === id))
  const report = useReport({ metrics: known })
  return (
    <Column>
      <Lead>{t('funnelLead')}</Lead>
      <PanelState polled={report} isEmpty={(value) => stagesOf(value).length === 0}>
        {(value) => <Stages stages={stagesOf(value)} />}
      </PanelState>
    </Column>
  )
}

import { readKpiReport, type KpiReport } from '../../../server/api/kpi.ts'
import { readKpiFunnel, type KpiFunnel } from '../../../server/api/kpi-funnel.ts'
import { ChartFrame } from '../../kit/charts/ChartFrame.tsx'
import { FunnelChart } from '../../kit/charts/FunnelChart.tsx'
import { StretchChart } from '../../kit/charts/StretchChart.tsx'
import type { Table } from '../../kit/charts/table.ts'
import { useWords } from '../../kit/i18n.tsx'
import { queryOf, useBoard, type Board } from '../board.ts'
import { figureCell, spreadCells, spreadColumns } from '../figure-table.ts'
import { funnelMetrics, stagesOf, type Stage } from '../funnel.ts'
import { pageWords } from '../page-words.ts'
import { PanelState } from '../PanelState.tsx'
import { Column, Lead } from '../parts.tsx'
import { stretchesOf, type Stretches } from '../stretches.ts'
import { slowPollMs, usePolled } from '../use-polled.ts'
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

function useStretchTable({ stretches, total }: Stretches): Table {
  const t = useWords(pageWords)
  const texts = useTexts()
  const whole = { name: 'whole' as const, share: 1, ...total }
  return {
    columns: [
      { label: t('stretch') },
      { label: t('meanSpan'), isNumber: true, rawUnit: 's' },
      { label: t('median'), isNumber: true, rawUnit: 's' },
      { label: t('ofWhole'), isNumber: true, rawUnit: '0–1' },
    ],
    rows: [...stretches, whole].map(({ name, mean, median, share }) => ({
      key: name,
      cells: [
        { text: name === 'whole' ? t('whole') : t(`stretch${name}`) },
        figureCell(mean, 'ms', texts.figure),
        figureCell(median, 'ms', texts.figure),
        figureCell(share, 'share', texts.figure),
      ],
    })),
  }
}

/** Where the time went, stretch by stretch. */
function TimeSpent(told: Stretches) {
  const t = useWords(pageWords)
  const texts = useTexts()
  const table = useStretchTable(told)
  const { stretches, total, n, of } = told
  return (
    <ChartFrame
      title={t('spansTitle')}
      note={t('spansNote', { total: texts.figure(total.mean, 'ms'), n, of })}
      table={table}
    >
      <StretchChart
        label={t('spansTitle')}
        stretches={stretches.map(({ name, mean, share }) => ({
          key: name,
          label: t(`stretch${name}`),
          value: mean,
          text: `${texts.figure(mean, 'ms')} · ${texts.figure(share, 'share')}`,
        }))}
      />
    </ChartFrame>
  )
}

interface Read {
  readonly report: KpiReport
  /** undefined: this relay does not tell. */
  readonly funnel: KpiFunnel | undefined
}

async function read({ relay, bounds, address }: Board, metrics: string): Promise<Read> {
  const query = queryOf(bounds, address)
  const [report, funnel] = await Promise.all([
    relay.call(readKpiReport, { query: { ...query, metrics } }),
    relay.call(readKpiFunnel, { query }).catch(() => undefined),
  ])
  return { report, funnel }
}

const spentIn = ({ funnel }: Read): Stretches | undefined => funnel && stretchesOf(funnel)

function Told({ value }: { readonly value: Read }) {
  const stages = stagesOf(value.report)
  const spent = spentIn(value)
  return (
    <Column>
      {spent && <TimeSpent {...spent} />}
      {stages.length > 0 && <Stages stages={stages} />}
    </Column>
  )
}

/** How far episodes come, when, and where their time goes. */
export function StageFunnel() {
  const t = useWords(pageWords)
  const board = useBoard()
  const known = board.catalogue.metrics.map(({ id }) => id)
  const metrics = funnelMetrics.filter((id) => known.includes(id)).join(',')
  const key = JSON.stringify([queryOf(board.bounds, board.address), metrics])
  const polled = usePolled(() => read(board, metrics), key, slowPollMs)
  return (
    <Column>
      <Lead>{t('funnelLead')}</Lead>
      <PanelState
        polled={polled}
        isEmpty={(value) => stagesOf(value.report).length === 0 && spentIn(value) === undefined}
      >
        {(value) => <Told value={value} />}
      </PanelState>
    </Column>
  )
}

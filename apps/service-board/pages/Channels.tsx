import type { KpiMetric, KpiReport } from '../../../server/api/kpi.ts'
import { BarChart } from '../../kit/charts/BarChart.tsx'
import { ChartFrame } from '../../kit/charts/ChartFrame.tsx'
import type { Table, TableCell } from '../../kit/charts/table.ts'
import { useWords } from '../../kit/i18n.tsx'
import { useBoard } from '../board.ts'
import { figureCell } from '../figure-table.ts'
import { headOf, mainPart, shelve } from '../figures.ts'
import { bestOf, betterWay } from '../goodness.ts'
import { pageWords } from '../page-words.ts'
import { PanelState } from '../PanelState.tsx'
import { Column, Lead } from '../parts.tsx'
import { isMet, ownTarget } from '../sheet/sheet.ts'
import { metricIn, useReport } from '../use-report.ts'
import { useTexts } from '../use-texts.ts'

interface Shown {
  readonly metrics: readonly KpiMetric[]
  readonly report: KpiReport
}

function channelsIn({ report }: Shown): readonly string[] {
  return [...new Set(report.metrics.flatMap(({ groups }) => groups.map(({ key }) => key)))]
}

function useTable({ metrics, report }: Shown): Table {
  const t = useWords(pageWords)
  const texts = useTexts()
  const { show, sheet } = useBoard()
  const channels = channelsIn({ metrics, report })
  function withTarget(metric: KpiMetric, channel: string, value: number | undefined): TableCell {
    const cell = figureCell(value, metric.unit, texts.figure)
    const target = ownTarget(sheet.document, metric, 'channel', channel)
    if (target === undefined || value === undefined) return cell
    const reached = isMet(metric, value, target) === false ? 'missedTarget' : 'metTarget'
    const told = t(reached, { target: texts.figure(target, metric.unit) })
    return { ...cell, text: `${cell.text} · ${told}` }
  }
  return {
    columns: [
      { label: t('figure') },
      ...channels.map((key) => ({ label: texts.value('channel', key), isNumber: true })),
      { label: t('whole'), isNumber: true },
    ],
    rows: metrics.map((metric) => {
      const part = mainPart(metric)
      const reported = metricIn(report, metric.id)
      const values = channels.map((channel) =>
        headOf(reported?.groups.find(({ key }) => key === channel)?.reading[part]),
      )
      const best = bestOf(betterWay(metric), values)
      return {
        key: metric.id,
        cells: [
          { text: texts.say(metric.title), onOpen: () => show({ kind: 'formula', metric }) },
          ...values.map((value, at) => ({
            ...withTarget(metric, channels[at] ?? '', value),
            isBest: value !== undefined && value === best,
          })),
          figureCell(headOf(reported?.reading?.[part]), metric.unit, texts.figure),
        ],
      }
    }),
  }
}

/** How content they are by channel, with how sure that is. */
function Satisfaction({ metric, report }: { metric: KpiMetric; report: KpiReport }) {
  const t = useWords(pageWords)
  const texts = useTexts()
  const part = mainPart(metric)
  const groups = metricIn(report, metric.id)?.groups ?? []
  const title = t('satisfaction', { title: texts.say(metric.title) })
  if (groups.length === 0) return null
  const bars = groups.map(({ key, reading }) => {
    const { value, n = 0, wilson95 } = reading[part] ?? {}
    const text = `${texts.figure(value, 'share')} · n ${n}`
    return {
      key,
      label: texts.value('channel', key),
      value,
      low: wilson95?.low,
      high: wilson95?.high,
      text,
    }
  })
  return (
    <ChartFrame
      title={title}
      table={{
        columns: [t('name'), t('values'), '95% −', '95% +'].map((label, at) => ({
          label,
          isNumber: at > 0,
        })),
        rows: bars.map(({ key, label, value, low, high }) => ({
          key,
          cells: [
            { text: label },
            ...[value, low, high].map((one) => figureCell(one, 'share', texts.figure)),
          ],
        })),
      }}
    >
      <BarChart label={title} unit="share" bars={bars} />
    </ChartFrame>
  )
}

function Compared(shown: Shown) {
  const t = useWords(pageWords)
  const table = useTable(shown)
  const csat = shown.metrics.find(({ id }) => id === 'csat')
  return (
    <Column>
      <ChartFrame title={t('channelsTable')} table={table} />
      {csat && <Satisfaction metric={csat} report={shown.report} />}
    </Column>
  )
}

/** The same figures for every channel. */
export function Channels() {
  const t = useWords(pageWords)
  const { metrics, stage } = useBoard().catalogue
  const { open } = shelve(metrics, stage)
  const report = useReport({ metrics: open.map(({ id }) => id), by: 'channel' })
  return (
    <Column>
      <Lead>{t('channelsLead')}</Lead>
      <PanelState
        polled={report}
        isEmpty={(value) => channelsIn({ metrics: open, report: value }).length === 0}
      >
        {(value) => <Compared metrics={open} report={value} />}
      </PanelState>
    </Column>
  )
}

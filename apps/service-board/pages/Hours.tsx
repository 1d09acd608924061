import { useState } from 'react'
import styled from 'styled-components'
import { readKpiHours, type KpiHours } from '../../../server/api/kpi.ts'
import { ChartFrame } from '../../kit/charts/ChartFrame.tsx'
import { HeatMap, type HeatCell } from '../../kit/charts/HeatMap.tsx'
import type { Table } from '../../kit/charts/table.ts'
import { useWords } from '../../kit/i18n.tsx'
import { Act } from '../../kit/parts.tsx'
import { Choices } from '../Choices.tsx'
import { queryOf, useBoard } from '../board.ts'
import { Icon } from '../icons.tsx'
import { pageWords } from '../page-words.ts'
import { PanelState } from '../PanelState.tsx'
import { Column, Lead } from '../parts.tsx'
import { peaksOf } from '../peaks.ts'
import { slowPollMs, usePolled } from '../use-polled.ts'
import { useTexts } from '../use-texts.ts'
import { words } from '../words.ts'

const Alert = styled.div`
  display: flex;
  gap: 10px;
  padding: 10px 14px;
  border-radius: 10px;
  background: var(--wq-dangerSoft);
  color: var(--wq-danger);
  font-size: 13px;
  font-variant-numeric: tabular-nums;

  &[data-calm='true'] {
    background: var(--wq-surface);
    border: 1px solid var(--wq-line);
    color: var(--wq-soft);
  }

  align-items: center;

  & > span {
    flex: 1;
  }
`

const layers = ['demand', 'agentsNeeded'] as const
type Layer = (typeof layers)[number]
type T = ReturnType<typeof useWords<typeof pageWords>>

const hour = (at: number): string => `${String(at).padStart(2, '0')}:00`
const weekday = (t: T, at: number): string => t(`weekday${at as 1}`)

function staffedText(t: T, share: number): string {
  if (share >= 1) return t('staffedYes')
  return share > 0 ? t('staffedPart', { share: `${Math.round(share * 100)}%` }) : t('staffedNo')
}

function Uncovered({ hours }: { readonly hours: KpiHours }) {
  const t = useWords(pageWords)
  const tb = useWords(words)
  const { catalogue, show } = useBoard()
  const metric = catalogue.metrics.find(({ id }) => id === 'demandVolume')
  const { uncoveredPeaks } = hours
  if (uncoveredPeaks.length === 0)
    return (
      <Alert data-calm="true">
        <Icon name="check" />
        <span>{t('uncoveredNone')}</span>
      </Alert>
    )
  const spans = peaksOf(uncoveredPeaks).map(({ weekday: day, from, to }) =>
    t('uncoveredSpan', { day: weekday(t, day), from: hour(from), to: hour(to) }),
  )
  return (
    <Alert role="status">
      <Icon name="alert" />
      <span>
        <strong>{t('uncovered', { n: uncoveredPeaks.length })}</strong> {spans.join(' · ')}
      </span>
      {metric && (
        <Act
          type="button"
          onClick={() =>
            show({
              kind: 'dispatch',
              metric,
              dispatched: {
                subject: t('dispatchPeak'),
                facts: [t('uncovered', { n: uncoveredPeaks.length }), ...spans],
                only: {},
              },
            })
          }
        >
          {tb('dispatch')}
        </Act>
      )}
    </Alert>
  )
}

interface Shown {
  readonly hours: KpiHours
  readonly layer: Layer
}

function useCells({ hours, layer }: Shown): readonly HeatCell[] {
  const t = useWords(pageWords)
  const texts = useTexts()
  const { demand, staffed, uncoveredPeaks, agentsNeeded } = hours
  const peaks = new Set(uncoveredPeaks)
  const shown = layer === 'demand' ? demand : (agentsNeeded ?? [])
  const most = Math.max(0, ...shown)
  return demand.map((items, at) => {
    const value = shown[at]
    const needed = agentsNeeded?.[at]
    const text = [
      `${weekday(t, Math.floor(at / 24) + 1)} ${hour(at % 24)}`,
      t('perHour', { n: texts.figure(Math.round(items * 10) / 10, 'count') }),
      staffedText(t, staffed[at] ?? 0),
      ...(needed === undefined ? [] : [t('needed', { n: needed })]),
      ...(peaks.has(at) ? [t('uncoveredMark')] : []),
    ].join(' · ')
    return {
      text,
      strength: value === undefined || most === 0 ? undefined : value / most,
      foot: staffed[at] ?? 0,
      isAlarming: peaks.has(at),
      mark:
        layer === 'agentsNeeded' && value !== undefined && value > 0 ? String(value) : undefined,
    }
  })
}

function useTable({ demand, staffed, uncoveredPeaks, agentsNeeded }: KpiHours): Table {
  const t = useWords(pageWords)
  const texts = useTexts()
  return {
    columns: [
      { label: t('hour') },
      { label: t('demand'), isNumber: true },
      { label: t('staffed') },
      { label: t('agentsNeeded'), isNumber: true },
      { label: t('uncoveredMark') },
    ],
    rows: demand.map((items, at) => {
      const needed = agentsNeeded?.[at]
      return {
        key: String(at),
        cells: [
          { text: `${weekday(t, Math.floor(at / 24) + 1)} ${hour(at % 24)}` },
          { text: texts.figure(Math.round(items * 10) / 10, 'count'), raw: items },
          { text: staffedText(t, staffed[at] ?? 0), raw: staffed[at] },
          { text: needed === undefined ? '–' : String(needed), raw: needed },
          { text: uncoveredPeaks.includes(at) ? '●' : '' },
        ],
      }
    }),
  }
}

function Week({ hours, layer }: Shown) {
  const t = useWords(pageWords)
  const texts = useTexts()
  const cells = useCells({ hours, layer })
  return (
    <ChartFrame
      title={t(layer)}
      note={t('weeksOf', { n: texts.figure(Math.round(hours.weeks * 10) / 10, 'count') })}
      table={useTable(hours)}
    >
      <HeatMap
        label={t(layer)}
        hint={t('heatHint')}
        rows={[1, 2, 3, 4, 5, 6, 7].map((day) => weekday(t, day))}
        columns={Array.from({ length: 24 }, (_, at) => String(at))}
        cells={cells}
      />
    </ChartFrame>
  )
}

/** When customers come, when somebody is there, and how many would be needed. */
export function Hours() {
  const t = useWords(pageWords)
  const { relay, bounds, address } = useBoard()
  const [layer, setLayer] = useState<Layer>('demand')
  const query = queryOf(bounds, address)
  const polled = usePolled(
    () => relay.call(readKpiHours, { query }),
    JSON.stringify(query),
    slowPollMs,
  )
  return (
    <Column>
      <Lead>{t('hoursLead')}</Lead>
      <PanelState polled={polled} isEmpty={({ demand }) => demand.every((one) => one === 0)}>
        {(hours) => (
          <Column>
            <Uncovered hours={hours} />
            {hours.agentsNeeded !== null && (
              <div>
                <Choices
                  label={t('layer')}
                  keys={layers}
                  chosen={layer}
                  name={t}
                  onChoose={setLayer}
                />
              </div>
            )}
            <Week hours={hours} layer={hours.agentsNeeded === null ? 'demand' : layer} />
          </Column>
        )}
      </PanelState>
    </Column>
  )
}

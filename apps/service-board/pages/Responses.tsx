import { useState } from 'react'
import styled from 'styled-components'
import type { KpiMetric, KpiReading } from '../../../server/api/kpi.ts'
import { useWords } from '../../kit/i18n.tsx'
import { Choices } from '../Choices.tsx'
import { useBoard } from '../board.ts'
import { fastest } from '../fastest.ts'
import { PanelState } from '../PanelState.tsx'
import { Amount, Card, Column, Lead, Small } from '../parts.tsx'
import { pageWords } from '../page-words.ts'
import { ResponsesBy } from '../ResponsesBy.tsx'
import { ResponsesTrend } from '../ResponsesTrend.tsx'
import { metricIn, useReport, type ReportMetric } from '../use-report.ts'
import { useBoardMoments, useTexts } from '../use-texts.ts'
import { words } from '../words.ts'

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
`

const Cards = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 170px), 1fr));
  gap: 12px;
`

const Box = styled(Card)`
  display: grid;
  gap: 2px;
  align-content: start;
  padding: 12px 16px;
`

const ids = ['firstResponseSeconds', 'everyResponseSeconds'] as const

function InSeconds({ name, value }: { readonly name: string; readonly value: number | undefined }) {
  const t = useWords(pageWords)
  const texts = useTexts()
  // This board is in seconds, as brands compare themselves; people read the other line.
  const seconds = value === undefined ? undefined : Math.round(value / 1000)
  const [amount = '–', unit] =
    seconds === undefined ? [] : t('seconds', { n: seconds.toLocaleString('en-US') }).split(' ')
  return (
    <Box aria-label={name}>
      <Small>{name}</Small>
      <Amount>
        {amount}
        {unit !== undefined && <small>{unit}</small>}
      </Amount>
      <Small>{(seconds ?? 0) >= 60 ? texts.figure(value, 'ms') : '\u00a0'}</Small>
    </Box>
  )
}

function FastestDay({ metric, part }: { readonly metric: ReportMetric; readonly part: string }) {
  const t = useWords(pageWords)
  const texts = useTexts()
  const { full } = useBoardMoments()
  const best = fastest(
    metric.trend.map(({ at, reading }) => ({ key: Date.parse(at), reading })),
    part,
  )
  return (
    <Box aria-label={t('fastestDay')}>
      <Small>{t('fastestDay')}</Small>
      <Amount>{best ? full(best.key) : '–'}</Amount>
      <Small>
        {best
          ? `${texts.figure(best.p50, 'ms')} · ${t('medianOf', { n: best.n })}`
          : t('fastestNone')}
      </Small>
    </Box>
  )
}

function FastestAccount({ id, part }: { readonly id: string; readonly part: string }) {
  const t = useWords(pageWords)
  const texts = useTexts()
  const { value } = useReport({ metrics: [id], by: 'account' })
  const best = fastest(metricIn(value, id)?.groups ?? [], part)
  return (
    <Box aria-label={t('fastestAccount')}>
      <Small>{t('fastestAccount')}</Small>
      <Amount>{best ? texts.value('account', best.key) : '–'}</Amount>
      <Small>
        {best
          ? `${texts.figure(best.p50, 'ms')} · ${t('medianOf', { n: best.n })}`
          : t('fastestAccountNone')}
      </Small>
    </Box>
  )
}

function Shown({ metric, part }: { readonly metric: KpiMetric; readonly part: string }) {
  const report = useReport({ metrics: [metric.id] })
  return (
    <PanelState polled={report} isEmpty={(value) => !metricIn(value, metric.id)?.reading}>
      {(value) => {
        const reported = metricIn(value, metric.id)
        const reading: KpiReading = reported?.reading ?? {}
        return (
          <Column>
            <Cards>
              {(['p50', 'p90', 'p95'] as const).map((name) => (
                <InSeconds key={name} name={name} value={reading[part]?.[name]} />
              ))}
              {reported && <FastestDay metric={reported} part={part} />}
              <FastestAccount id={metric.id} part={part} />
            </Cards>
            {reported && <ResponsesTrend metric={metric} reported={reported} part={part} />}
            <ResponsesBy metric={metric} part={part} />
          </Column>
        )
      }}
    </PanelState>
  )
}

/** The response-time board: in seconds, with the best day. */
export function Responses() {
  const t = useWords(pageWords)
  const tb = useWords(words)
  const texts = useTexts()
  const { metrics } = useBoard().catalogue
  const known = ids.flatMap((id) => metrics.find((metric) => metric.id === id) ?? [])
  const [id, setId] = useState<string>(ids[0])
  const [chosenPart, setPart] = useState<string>()
  const metric = known.find((one) => one.id === id) ?? known[0]
  if (!metric) return <Lead>{tb('noFigures')}</Lead>
  const part =
    chosenPart !== undefined && metric.parts.includes(chosenPart)
      ? chosenPart
      : (metric.parts[0] ?? '')
  return (
    <Column>
      <Lead>{t('responseLead')}</Lead>
      <Row>
        <Choices
          label={t('which')}
          keys={known.map((one) => one.id)}
          chosen={metric.id}
          name={(key) => texts.say(known.find((one) => one.id === key)?.title ?? metric.title)}
          onChoose={setId}
        />
        {metric.parts.length > 1 && (
          <Choices
            label={t('clock')}
            keys={metric.parts}
            chosen={part}
            name={(key) => texts.part(metric, key) || texts.part(metric, 'calendar')}
            onChoose={setPart}
          />
        )}
      </Row>
      <Shown key={metric.id} metric={metric} part={part} />
    </Column>
  )
}

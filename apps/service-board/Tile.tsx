import styled from 'styled-components'
import type { KpiFigure, KpiMetric, KpiReading } from '../../server/api/kpi.ts'
import { Sparkline } from '../kit/charts/Sparkline.tsx'
import { useWords } from '../kit/i18n.tsx'
import { AgeBadge } from './AgeBadge.tsx'
import { useBoard } from './board.ts'
import { trendStep } from './days.ts'
import { headOf, mainPart, trendOf } from './figures.ts'
import { betterWay } from './goodness.ts'
import { Icon } from './icons.tsx'
import { Card, Sign, Small } from './parts.tsx'
import { baselineBounds, isComparable, isMet, targetFor } from './sheet/sheet.ts'
import type { ReportMetric } from './use-report.ts'
import { useTexts } from './use-texts.ts'
import { Value } from './Value.tsx'
import { words } from './words.ts'

const Box = styled(Card)`
  display: grid;
  grid-template-rows: auto auto minmax(22px, auto) 1fr auto;
  gap: 6px;
  padding: 10px 10px 10px 14px;
`

const Head = styled.div`
  display: flex;
  align-items: flex-start;
`

/** Always two lines, so that the figures of a row stand on one line. */
const Name = styled.div`
  display: grid;
  flex: 1;
  min-width: 0;
  line-height: 1.4;
`

const Title = styled.h4`
  margin: 0;
  font-size: 13px;
  font-weight: 600;
  line-height: 1.4;
`

const Row = styled.div`
  display: grid;
  grid-template-columns: auto minmax(56px, 112px);
  justify-content: space-between;
  align-items: end;
  gap: 12px;
  padding-right: 4px;
`

const List = styled.dl`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 1px 12px;
  align-content: start;
  margin: 0;
  padding-right: 4px;
  color: var(--wq-soft);
  font-size: 12px;
  font-variant-numeric: tabular-nums;

  dd {
    margin: 0;
    color: var(--wq-ink);
    text-align: right;
  }

  dd[data-good='true'] {
    color: var(--wq-good);
  }

  dd[data-good='false'] {
    color: var(--wq-danger);
  }
`

const Percentiles = styled.dl`
  display: grid;
  grid-template-columns: repeat(3, minmax(0, 1fr));
  gap: 0 12px;
  margin: 0;
  color: var(--wq-soft);
  font-size: 12px;
  font-variant-numeric: tabular-nums;
  line-height: 1.5;

  dd {
    margin: 0;
    color: var(--wq-ink);
    white-space: nowrap;
  }
`

const Foot = styled.div`
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 0 10px;
  padding: 6px 4px 0 0;
  border-top: 1px solid var(--wq-grid);
`

/** As many values as a line holds. */
const fewShown = 5

function Spread({
  figure,
  unit,
}: {
  readonly figure: KpiFigure
  readonly unit: KpiMetric['unit']
}) {
  const t = useWords(words)
  const texts = useTexts()
  const { values, wilson95 } = figure
  const say = (value: number | undefined): string => texts.figure(value, unit)
  if (values !== undefined) {
    const listed = values.slice(0, fewShown).map(say).join(' · ')
    const more = values.length > fewShown ? ` ${t('fewMore', { n: values.length })}` : ''
    return <Small title={t('few')}>{`${listed}${more}`}</Small>
  }
  if (wilson95)
    return <Small>{t('interval', { low: say(wilson95.low), high: say(wilson95.high) })}</Small>
  if (figure.p50 === undefined) return <Small />
  return (
    <Percentiles>
      {(['p50', 'p90', 'p95'] as const).map((name) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{say(figure[name])}</dd>
        </div>
      ))}
    </Percentiles>
  )
}

interface Judged {
  readonly metric: KpiMetric
  readonly value: number | undefined
  /** The same figure of the baseline's span. */
  readonly before: number | undefined
  /** As the relay knows it. */
  readonly target: number | undefined
}

/** How it stands against what is wanted of it. */
function AgainstTarget({ metric, value, target: told }: Judged) {
  const t = useWords(words)
  const texts = useTexts()
  const { sheet, address } = useBoard()
  const target = targetFor(sheet.document, metric, address.filters) ?? told
  if (target === undefined) return null
  const isReached = value === undefined ? undefined : isMet(metric, value, target)
  return (
    <>
      <dt>{t('targetIs', { value: texts.figure(target, metric.unit) })}</dt>
      <dd data-good={isReached}>
        {isReached === undefined ? '–' : t(isReached ? 'targetMet' : 'targetMissed')}
      </dd>
    </>
  )
}

/** How far it has come since the baseline: shares in points, anything else in its own unit. */
function AgainstBaseline({ metric, value, before }: Judged) {
  const t = useWords(words)
  const texts = useTexts()
  if (value === undefined || before === undefined) return null
  const change = value - before
  const way = betterWay(metric)
  const isGood = way === 'neither' || change === 0 ? undefined : change < 0 === (way === 'lower')
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±'
  const amount =
    metric.unit === 'share'
      ? t('points', { n: (Math.abs(change) * 100).toFixed(1) })
      : texts.figure(Math.abs(change), metric.unit)
  return (
    <>
      <dt>{t('againstBaseline', { value: texts.figure(before, metric.unit) })}</dt>
      <dd data-good={isGood}>{sign + amount}</dd>
    </>
  )
}

function OtherParts({
  metric,
  reading,
  judged,
}: {
  readonly metric: KpiMetric
  readonly reading: KpiReading | null | undefined
  readonly judged: Judged
}) {
  const texts = useTexts()
  const t = useWords(words)
  const others = metric.parts.slice(1, 5)
  const mean = reading?.[mainPart(metric)]?.mean
  return (
    <List>
      <AgainstTarget {...judged} />
      <AgainstBaseline {...judged} />
      {mean !== undefined && (
        <>
          <dt>{t('mean')}</dt>
          <dd>{texts.figure(mean, metric.unit)}</dd>
        </>
      )}
      {others.map((part) => (
        <div key={part} style={{ display: 'contents' }}>
          <dt>{texts.part(metric, part)}</dt>
          <dd>{texts.figure(headOf(reading?.[part]), metric.unit)}</dd>
        </div>
      ))}
    </List>
  )
}

function Measured({
  figure,
  asOf,
}: {
  readonly figure: KpiFigure | undefined
  readonly asOf: string
}) {
  const t = useWords(words)
  const { figure: say } = useTexts()
  const { n = 0, of, coverage } = figure ?? {}
  const share = coverage === undefined ? '' : t('measuredShare', { share: say(coverage, 'share') })
  const text =
    of === undefined
      ? t('n', { n: say(n, 'count') })
      : t('measured', { n: say(n, 'count'), of: say(of, 'count') }) + share
  return (
    <Foot>
      <Small>{text}</Small>
      <AgeBadge asOf={asOf} />
    </Foot>
  )
}

function TileHead({ metric }: { readonly metric: KpiMetric }) {
  const t = useWords(words)
  const texts = useTexts()
  const { show } = useBoard()
  const part = mainPart(metric)
  const title = texts.say(metric.title)
  const name = texts.part(metric, part)
  return (
    <Head>
      <Name>
        <Title>{title}</Title>
        <Small>{metric.parts.length > 1 && name !== '' ? name : '\u00a0'}</Small>
      </Name>
      <Sign
        type="button"
        aria-label={t('openFormula', { title })}
        title={t('formula')}
        onClick={() => show({ kind: 'formula', metric })}
      >
        <Icon name="formula" />
      </Sign>
      <Sign
        type="button"
        aria-label={t('openTickets', { title })}
        title={t('tickets')}
        onClick={() => show({ kind: 'tickets', metric, part })}
      >
        <Icon name="tickets" />
      </Sign>
    </Head>
  )
}

/** One figure: how much, whither, how spread, measured on how many, how old; formula and tickets a click away. */
export function Tile({
  metric,
  reported,
  baseline,
  asOf,
}: {
  readonly metric: KpiMetric
  readonly reported: ReportMetric | undefined
  /** The same in the baseline's span, where there is one. */
  readonly baseline?: ReportMetric | undefined
  readonly asOf: string
}) {
  const t = useWords(words)
  const texts = useTexts()
  const { bounds, sheet } = useBoard()
  const part = mainPart(metric)
  const figure = reported?.reading?.[part]
  const judged = {
    metric,
    value: headOf(figure),
    before: isComparable(metric, bounds, baselineBounds(sheet.document))
      ? headOf(baseline?.reading?.[part])
      : undefined,
    target: reported?.targets?.[part],
  }
  return (
    <Box aria-label={texts.say(metric.title)} data-metric={metric.id}>
      <TileHead metric={metric} />
      <Row>
        {figure === undefined ? (
          <Small style={{ lineHeight: '31px' }}>{t('noFigures')}</Small>
        ) : (
          <Value
            value={headOf(figure) ?? figure.values?.[Math.ceil(figure.values.length / 2) - 1]}
            unit={metric.unit}
          />
        )}
        <Sparkline points={trendOf(reported, part)} stepMs={trendStep(bounds)} />
      </Row>
      {figure ? <Spread figure={figure} unit={metric.unit} /> : <Small />}
      <OtherParts metric={metric} reading={reported?.reading} judged={judged} />
      <Measured figure={figure} asOf={asOf} />
    </Box>
  )
}

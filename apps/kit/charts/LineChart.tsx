import { scaleLinear } from 'd3-scale'
import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import styled from 'styled-components'
import { figureText, type FigureUnit } from '../figure-text.ts'
import { useLanguage } from '../i18n.tsx'
import { namedAt, valueTicks } from './axis.ts'
import { Drawing } from './Drawing.tsx'
import { linePath, lonePoints, momentsOf, nearest, withHoles, type Point } from './series.ts'
import { useWidth } from './use-width.ts'

export interface ChartLine {
  readonly name: string
  readonly tone: 'Main' | 'Second' | 'Third'
  readonly points: readonly Point[]
}

export interface LineChartProps {
  readonly label: string
  readonly lines: readonly ChartLine[]
  readonly unit: FigureUnit
  readonly stepMs: number
  /** What a moment is called along the axis, and in full. */
  readonly tickName: (at: number) => string
  readonly fullName: (at: number) => string
  readonly height?: number
}

const Place = styled.div`
  position: relative;
  min-width: 0;
  border-radius: 6px;
  touch-action: pan-y;
`

/** Always there and always as high: what is pointed at, else the newest. */
const Readout = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 2px 16px;
  min-height: 22px;
  margin-bottom: 6px;
  font-size: 12px;
  font-variant-numeric: tabular-nums;
`

const Key = styled.span`
  display: inline-flex;
  align-items: center;
  gap: 6px;
  color: var(--wq-soft);

  & > strong {
    min-width: 6.5em;
    color: var(--wq-ink);
    font-weight: 600;
  }
`

const When = styled.span`
  min-width: 7em;
  color: var(--wq-soft);
`

const dashes = { Main: undefined, Second: undefined, Third: '4 3' } as const
const edge = { top: 8, right: 10, bottom: 22, left: 58 }

function Swatch({ tone }: Pick<ChartLine, 'tone'>) {
  return (
    <svg width="16" height="4" aria-hidden="true">
      <path
        d="M0,2h16"
        stroke={`var(--wq-line${tone})`}
        strokeWidth={tone === 'Main' ? 3 : 2}
        strokeDasharray={dashes[tone]}
      />
    </svg>
  )
}

function useCursor(moments: readonly number[]) {
  const [pointed, setPointed] = useState<number>()
  const at = pointed === undefined ? undefined : nearest(moments, pointed)
  function onKeyDown(event: KeyboardEvent): void {
    const here = at === undefined ? moments.length - 1 : moments.indexOf(at)
    const to = {
      ArrowLeft: Math.max(0, here - 1),
      ArrowRight: Math.min(moments.length - 1, here + 1),
      Home: 0,
      End: moments.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    setPointed(moments[to])
  }
  return { at: at ?? moments.at(-1), isPointed: at !== undefined, setPointed, onKeyDown }
}

function scalesOf({ lines, unit }: LineChartProps, moments: readonly number[], size: Size) {
  const values = lines.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []))
  const ticks = valueTicks(Math.max(0, ...values), unit)
  const x = scaleLinear()
    .domain([moments[0] ?? 0, moments.at(-1) ?? 1])
    .range([edge.left, Math.max(edge.left + 1, size.width - edge.right)])
  const y = scaleLinear()
    .domain([0, ticks.at(-1) ?? 1])
    .range([size.height - edge.bottom, edge.top])
  return { x, y, ticks }
}

interface Size {
  readonly width: number
  readonly height: number
}

type Scaled = ReturnType<typeof scalesOf>

function Axes({
  chart,
  scaled,
  moments,
  width,
}: {
  readonly chart: LineChartProps
  readonly scaled: Scaled
  readonly moments: readonly number[]
  readonly width: number
}) {
  const { locale } = useLanguage()
  const { x, y, ticks } = scaled
  const foot = y(0)
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick}>
          <path className="grid" d={`M${edge.left},${y(tick)}H${width - edge.right}`} />
          <text x={edge.left - 8} y={y(tick)} textAnchor="end" dominantBaseline="middle">
            {figureText(tick, chart.unit, locale).replace('.0%', '%')}
          </text>
        </g>
      ))}
      {namedAt(moments.length, (width - edge.left) / 64).map((at) => (
        <text key={at} x={x(moments[at] ?? 0)} y={foot + 16} textAnchor="middle">
          {chart.tickName(moments[at] ?? 0)}
        </text>
      ))}
    </g>
  )
}

function Lines({
  chart,
  scaled,
  at,
}: {
  readonly chart: LineChartProps
  readonly scaled: Scaled
  readonly at: number | undefined
}) {
  return (
    <g>
      {chart.lines.toReversed().map(({ name, tone, points }) => {
        const holed = withHoles(points, chart.stepMs)
        const here = points.find((point) => point.at === at)?.value
        const colour = `var(--wq-line${tone})`
        return (
          <g key={name}>
            <path
              d={linePath(holed, scaled)}
              fill="none"
              stroke={colour}
              strokeWidth={tone === 'Main' ? 2 : 1.5}
              strokeDasharray={dashes[tone]}
              strokeLinejoin="round"
            />
            {lonePoints(holed).map((point) => (
              <circle
                key={point.at}
                cx={scaled.x(point.at)}
                cy={scaled.y(point.value)}
                r="2.5"
                fill={colour}
              />
            ))}
            {at !== undefined && here !== undefined && (
              <circle cx={scaled.x(at)} cy={scaled.y(here)} r="3.5" fill={colour} />
            )}
          </g>
        )
      })}
    </g>
  )
}

interface ToldLine {
  readonly name: string
  readonly tone: LineChartProps['lines'][number]['tone']
  readonly text: string
}

function Told({ when, told }: { readonly when: string; readonly told: readonly ToldLine[] }) {
  return (
    <Readout aria-hidden="true">
      <When>{when}</When>
      {told.map(({ name, tone, text }) => (
        <Key key={name}>
          <Swatch tone={tone} />
          {name}
          <strong>{text}</strong>
        </Key>
      ))}
    </Readout>
  )
}

/** Figures over time. Pointing or the arrow keys read them one moment at a time, above the chart. */
export function LineChart(props: LineChartProps) {
  const { label, lines, unit, fullName, height = 220 } = props
  const { locale } = useLanguage()
  const [place, width] = useWidth<HTMLDivElement>()
  const moments = momentsOf(lines.map(({ points }) => points))
  const { at, isPointed, setPointed, onKeyDown } = useCursor(moments)
  const scaled = scalesOf(props, moments, { width, height })
  const told = lines.map(({ name, tone, points }) => {
    const value = points.find((point) => point.at === at)?.value
    return { name, tone, text: value === undefined ? '–' : figureText(value, unit, locale) }
  })
  const when = at === undefined ? '' : fullName(at)
  function point(event: PointerEvent<HTMLElement>): void {
    const left = event.currentTarget.getBoundingClientRect().left
    setPointed(scaled.x.invert(event.clientX - left))
  }
  return (
    <>
      <Told when={when} told={told} />
      <Place
        ref={place}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, moments.length - 1)}
        aria-valuenow={at === undefined ? 0 : moments.indexOf(at)}
        aria-valuetext={[when, ...told.map(({ name, text }) => `${name} ${text}`)].join(' · ')}
        onKeyDown={onKeyDown}
        onPointerMove={point}
        onPointerLeave={() => setPointed(undefined)}
        onBlur={() => setPointed(undefined)}
      >
        <Drawing height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <Axes chart={props} scaled={scaled} moments={moments} width={width} />
          {isPointed && at !== undefined && (
            <path className="cursor" d={`M${scaled.x(at)},${edge.top}V${scaled.y(0)}`} />
          )}
          <Lines chart={props} scaled={scaled} at={at} />
        </Drawing>
      </Place>
    </>
  )
}

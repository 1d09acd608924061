import { scaleLinear } from 'd3-scale'
import { valueTicks } from './axis.ts'
import type { FigureUnit } from '../figure-text.ts'
import { Drawing } from './Drawing.tsx'
import { shortened, textWidth } from './text-room.ts'
import { useWidth } from './use-width.ts'

export interface Bar {
  readonly key: string
  readonly label: string
  readonly value: number | undefined
  /** How far it goes on in a paler colour, as from p50 to p90. */
  readonly reach?: number | undefined
  /** A confidence interval. */
  readonly low?: number | undefined
  readonly high?: number | undefined
  /** What stands at the end of the row. */
  readonly text: string
}

const rowHeight = 28
const thick = 12
function Whisker({ low, high, y }: { low: number; high: number; y: number }) {
  return (
    <path
      d={`M${low},${y}H${high}M${low},${y - 4}v8M${high},${y - 4}v8`}
      stroke="var(--wq-ink)"
      strokeWidth="1.25"
      fill="none"
    />
  )
}

interface Lane {
  readonly x: (value: number) => number
  readonly y: number
  /** Where the lane ends; the figure stands behind it. */
  readonly end: number
}

function Track({ bar, lane: { x, y, end } }: { readonly bar: Bar; readonly lane: Lane }) {
  const { value, reach, low, high } = bar
  const box = (to: number, fill: string, least = 0) => (
    <rect
      x={x(0)}
      y={y - thick / 2}
      width={Math.max(least, to - x(0))}
      height={thick}
      rx="2"
      fill={fill}
    />
  )
  return (
    <>
      {box(end, 'var(--wq-raised)')}
      {reach !== undefined && box(x(reach), 'var(--wq-barSoft)')}
      {value !== undefined && box(x(value), 'var(--wq-bar)', value > 0 ? 2 : 0)}
      {low !== undefined && high !== undefined && <Whisker low={x(low)} high={x(high)} y={y} />}
    </>
  )
}

/** Where labels end, figures begin, and values lie between them. */
function layoutOf(bars: readonly Bar[], unit: FigureUnit, width: number) {
  const labelRoom = Math.min(
    width > 600 ? 190 : 150,
    width * 0.32,
    Math.max(40, ...bars.map(({ label }) => textWidth(label) + 2)),
  )
  const textRoom = Math.min(
    width * 0.36,
    Math.max(48, ...bars.map(({ text }) => textWidth(text) + 14)),
  )
  const most = Math.max(
    0,
    ...bars.flatMap(({ value, reach, high }) => [value ?? 0, reach ?? 0, high ?? 0]),
  )
  const end = Math.max(labelRoom + 40, width - textRoom)
  const x = scaleLinear()
    .domain([0, valueTicks(most, unit).at(-1) ?? 1])
    .range([labelRoom + 8, end])
  return { labelRoom, end, x }
}

/** One bar for each thing, the label before it and its figure at the end of the row. */
export function BarChart({
  label,
  bars,
  unit,
}: {
  readonly label: string
  readonly bars: readonly Bar[]
  readonly unit: FigureUnit
}) {
  const [place, width] = useWidth<HTMLDivElement>()
  const { labelRoom, end, x } = layoutOf(bars, unit, width)
  const height = bars.length * rowHeight
  return (
    <div ref={place}>
      <Drawing height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {bars.map((bar, at) => {
          const y = at * rowHeight + rowHeight / 2
          const middle = { y, textAnchor: 'end', dominantBaseline: 'central' } as const
          return (
            <g key={bar.key}>
              <title>{`${bar.label} ${bar.text}`}</title>
              <text x={labelRoom} {...middle}>
                {shortened(bar.label, labelRoom)}
              </text>
              <Track bar={bar} lane={{ x, y, end }} />
              <text x={width} {...middle} data-strong={bar.value !== undefined}>
                {bar.text}
              </text>
            </g>
          )
        })}
      </Drawing>
    </div>
  )
}

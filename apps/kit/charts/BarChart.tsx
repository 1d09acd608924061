import { scaleLinear } from 'd3-scale'
import { valueTicks } from './axis.ts'
import type { FigureUnit } from '../figure-text.ts'
import { Drawing } from './Drawing.tsx'
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
/** How wide one sign of a label may be, roughly; Chinese signs are square. */
const signWidth = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (sign > '⺀' ? 11.5 : 6.5), 0)

function shortened(text: string, room: number): string {
  if (signWidth(text) <= room) return text
  const signs = [...text]
  while (signs.length > 1 && signWidth(`${signs.join('')}…`) > room) signs.pop()
  return `${signs.join('')}…`
}

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
  const labelRoom = Math.min(150, width * 0.28)
  const textRoom = Math.min(
    width * 0.36,
    Math.max(48, ...bars.map(({ text }) => signWidth(text) + 14)),
  )
  const most = Math.max(
    0,
    ...bars.flatMap(({ value, reach, high }) => [value ?? 0, reach ?? 0, high ?? 0]),
  )
  const end = Math.max(labelRoom + 40, width - textRoom)
  const x = scaleLinear()
    .domain([0, valueTicks(most, unit).at(-1) ?? 1])
    .range([labelRoom + 8, end])
  const height = bars.length * rowHeight
  return (
    <div ref={place}>
      <Drawing height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {bars.map((bar, at) => {
          const y = at * rowHeight + rowHeight / 2
          return (
            <g key={bar.key}>
              <title>{`${bar.label} ${bar.text}`}</title>
              <text x={labelRoom} y={y} textAnchor="end" dominantBaseline="central">
                {shortened(bar.label, labelRoom)}
              </text>
              <rect
                x={x(0)}
                y={y - thick / 2}
                width={end - x(0)}
                height={thick}
                rx="2"
                fill="var(--wq-raised)"
              />
              {bar.reach !== undefined && (
                <rect
                  x={x(0)}
                  y={y - thick / 2}
                  width={Math.max(0, x(bar.reach) - x(0))}
                  height={thick}
                  rx="2"
                  fill="var(--wq-barSoft)"
                />
              )}
              {bar.value !== undefined && (
                <rect
                  x={x(0)}
                  y={y - thick / 2}
                  width={Math.max(bar.value > 0 ? 2 : 0, x(bar.value) - x(0))}
                  height={thick}
                  rx="2"
                  fill="var(--wq-bar)"
                />
              )}
              {bar.low !== undefined && bar.high !== undefined && (
                <Whisker low={x(bar.low)} high={x(bar.high)} y={y} />
              )}
              <text
                x={width}
                y={y}
                textAnchor="end"
                dominantBaseline="central"
                data-strong={bar.value !== undefined}
              >
                {bar.text}
              </text>
            </g>
          )
        })}
      </Drawing>
    </div>
  )
}

import { scaleLinear } from 'd3-scale'
import { Drawing } from './Drawing.tsx'
import { useWidth } from './use-width.ts'

export interface FunnelStep {
  readonly key: string
  readonly label: string
  /** How many came this far; undefined: not measured. */
  readonly count: number | undefined
  readonly countText: string
  /** What lies between the step before and this one: how long, how many. */
  readonly between: string | undefined
}

const barTall = 30
const betweenTall = 24

/** Where a step stands, and how long its bar is. */
interface Lane {
  readonly left: number
  readonly y: number
  readonly long: number
}

function Between({ text, lane: { left, y } }: { readonly text: string; readonly lane: Lane }) {
  return (
    <>
      <path
        d={`M${left + 6},${y - betweenTall + 5}v${betweenTall - 10}m-3,-4l3,4l3,-4`}
        fill="none"
        stroke="var(--wq-field)"
      />
      <text x={left + 18} y={y - betweenTall / 2} dominantBaseline="central">
        {text}
      </text>
    </>
  )
}

function StepBar({ step, lane }: { readonly step: FunnelStep; readonly lane: Lane }) {
  const { left, y, long } = lane
  const middle = { y: y + barTall / 2, dominantBaseline: 'central', 'data-strong': true } as const
  return (
    <>
      <text x={left - 10} textAnchor="end" {...middle}>
        {step.label}
      </text>
      <rect
        x={left}
        y={y}
        width={long}
        height={barTall}
        rx="3"
        fill={step.count === undefined ? 'var(--wq-raised)' : 'var(--wq-bar)'}
      />
      <text x={left + long + 8} {...middle}>
        {step.countText}
      </text>
    </>
  )
}

/** How many come how far, one bar under the other, and what lies between. */
export function FunnelChart({
  label,
  steps,
}: {
  readonly label: string
  readonly steps: readonly FunnelStep[]
}) {
  const [place, width] = useWidth<HTMLDivElement>()
  const most = Math.max(1, ...steps.map(({ count }) => count ?? 0))
  const left = Math.min(140, width * 0.3)
  const x = scaleLinear()
    .domain([0, most])
    .range([0, Math.max(20, width - left - 70)])
  const height = steps.length * (barTall + betweenTall) - betweenTall
  return (
    <div ref={place}>
      <Drawing height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {steps.map((step, at) => {
          const y = at * (barTall + betweenTall)
          const lane = { left, y, long: Math.max(2, x(step.count ?? 0)) }
          return (
            <g key={step.key}>
              {step.between !== undefined && at > 0 && <Between text={step.between} lane={lane} />}
              <StepBar step={step} lane={lane} />
            </g>
          )
        })}
      </Drawing>
    </div>
  )
}

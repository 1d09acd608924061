import { Drawing } from './Drawing.tsx'
import { textWidth } from './text-room.ts'
import { useWidth } from './use-width.ts'

export interface Stretch {
  readonly key: string
  readonly label: string
  /** Of the whole; all of them add up to it. */
  readonly value: number
  readonly text: string
}

const barTall = 34
const rowTall = 22
const tones = [0.35, 0.55, 0.75, 0.92, 0.2] as const

function Legend({ stretch, at, width }: { stretch: Stretch; at: number; width: number }) {
  const y = barTall + 20 + at * rowTall
  return (
    <g>
      <rect
        y={y - 5}
        width="10"
        height="10"
        rx="2"
        fill="var(--wq-bar)"
        fillOpacity={tones[at % tones.length]}
      />
      <text x="18" y={y} dominantBaseline="central" data-strong="true">
        {stretch.label}
      </text>
      <text x={width} y={y} textAnchor="end" dominantBaseline="central">
        {stretch.text}
      </text>
    </g>
  )
}

/** A whole cut into the stretches it is made of, one behind the other. */
export function StretchChart({
  label,
  stretches,
}: {
  readonly label: string
  readonly stretches: readonly Stretch[]
}) {
  const [place, width] = useWidth<HTMLDivElement>()
  const whole = stretches.reduce((sum, { value }) => sum + value, 0)
  const height = barTall + 14 + stretches.length * rowTall
  let before = 0
  return (
    <div ref={place}>
      <Drawing height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {stretches.map((stretch, at) => {
          const x = whole === 0 ? 0 : (before / whole) * width
          const wide = whole === 0 ? 0 : (stretch.value / whole) * width
          before += stretch.value
          return (
            <g key={stretch.key}>
              <rect
                x={x}
                width={Math.max(0, wide - 1)}
                height={barTall}
                rx="2"
                fill="var(--wq-bar)"
                fillOpacity={tones[at % tones.length]}
              >
                <title>{`${stretch.label} ${stretch.text}`}</title>
              </rect>
              {wide > textWidth(stretch.label) + 12 && (
                <text x={x + 8} y={barTall / 2} dominantBaseline="central" data-strong="true">
                  {stretch.label}
                </text>
              )}
              <Legend stretch={stretch} at={at} width={width} />
            </g>
          )
        })}
      </Drawing>
    </div>
  )
}

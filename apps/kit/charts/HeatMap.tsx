import { useState } from 'react'
import styled from 'styled-components'
import { Drawing } from './Drawing.tsx'
import { useRoving } from './use-roving.ts'
import { useWidth } from './use-width.ts'

export interface HeatCell {
  /** 0 to 1: how dark; undefined = nothing known. */
  readonly strength: number | undefined
  /** 0 to 1: how much of the foot is drawn, as for staffed time. */
  readonly foot?: number | undefined
  readonly isAlarming?: boolean
  /** All of it in words. */
  readonly text: string
  /** What is written into the cell where there is room. */
  readonly mark?: string | undefined
}

export interface HeatMapProps {
  readonly label: string
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** Row by row. */
  readonly cells: readonly HeatCell[]
  /** What stands above before anything is pointed at. */
  readonly hint: string
}

const Readout = styled.p`
  min-height: 20px;
  margin-bottom: 6px;
  color: var(--wq-soft);
  font-size: 12px;
  font-variant-numeric: tabular-nums;
`

const left = 44
const top = 18
const gap = 2
const tall = 30

function stepIn(columns: number, count: number) {
  return (from: number, key: string): number | undefined => {
    const column = from % columns
    const to = {
      ArrowLeft: column > 0 ? from - 1 : from,
      ArrowRight: column < columns - 1 ? from + 1 : from,
      ArrowUp: from - columns,
      ArrowDown: from + columns,
      Home: from - column,
      End: from - column + columns - 1,
    }[key]
    if (to === undefined) return undefined
    return to < 0 || to >= count ? from : to
  }
}

function Cell({
  cell,
  x,
  y,
  wide,
}: {
  readonly cell: HeatCell
  readonly x: number
  readonly y: number
  readonly wide: number
}) {
  const { strength, foot = 0, isAlarming = false, mark } = cell
  return (
    <>
      {strength !== undefined && strength > 0 && (
        <rect
          {...{ x, y }}
          width={wide}
          height={tall - 7}
          rx="2"
          fill="var(--wq-heat)"
          fillOpacity={0.08 + 0.84 * strength}
          pointerEvents="none"
        />
      )}
      {foot > 0 && (
        <rect
          x={x}
          y={y + tall - 5}
          width={wide * foot}
          height="3"
          fill="var(--wq-good)"
          pointerEvents="none"
        />
      )}
      {isAlarming && (
        <rect
          x={x - 0.5}
          y={y - 0.5}
          width={wide + 1}
          height={tall - 6}
          rx="2.5"
          fill="none"
          stroke="var(--wq-danger)"
          strokeWidth="2"
          pointerEvents="none"
        />
      )}
      {mark !== undefined && wide >= 18 && (
        <text
          x={x + wide / 2}
          y={y + (tall - 7) / 2}
          textAnchor="middle"
          dominantBaseline="central"
          pointerEvents="none"
          style={{ fill: (strength ?? 0) > 0.5 ? 'var(--wq-accentInk)' : 'var(--wq-ink)' }}
        >
          {mark}
        </text>
      )}
    </>
  )
}

/** Rows by columns, darker for more. Pointing or the arrow keys read one cell at a time, above the chart. */
export function HeatMap({ label, rows, columns, cells, hint }: HeatMapProps) {
  const [place, width] = useWidth<HTMLDivElement>()
  const [pointed, setPointed] = useState<number>()
  const roving = useRoving(0, stepIn(columns.length, cells.length))
  const wide = Math.max(4, (width - left) / columns.length - gap)
  const height = top + rows.length * tall
  // Every other name where they would touch.
  const every = wide < 20 ? 3 : 1
  return (
    <div ref={place}>
      <Readout aria-hidden="true">{cells[pointed ?? -1]?.text ?? hint}</Readout>
      <Drawing
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={label}
        onKeyDown={roving.onKeyDown}
        onPointerLeave={() => setPointed(undefined)}
      >
        {columns.map((name, at) =>
          at % every === 0 ? (
            <text key={name} x={left + at * (wide + gap) + wide / 2} y={10} textAnchor="middle">
              {name}
            </text>
          ) : null,
        )}
        {rows.map((name, at) => (
          <text key={name} x={0} y={top + at * tall + (tall - 7) / 2} dominantBaseline="central">
            {name}
          </text>
        ))}
        {cells.map((cell, at) => {
          const x = left + (at % columns.length) * (wide + gap)
          const y = top + Math.floor(at / columns.length) * tall
          const { onFocus, ...stop } = roving.stop(at)
          return (
            <g key={at}>
              <rect
                {...stop}
                role="img"
                aria-label={cell.text}
                {...{ x, y }}
                width={wide}
                height={tall - 7}
                rx="2"
                fill="var(--wq-raised)"
                onPointerEnter={() => setPointed(at)}
                onFocus={() => {
                  onFocus()
                  setPointed(at)
                }}
                onBlur={() => setPointed(undefined)}
              />
              <Cell cell={cell} {...{ x, y, wide }} />
            </g>
          )
        })}
      </Drawing>
    </div>
  )
}

import { useState } from 'react'
import styled from 'styled-components'
import { Drawing } from './Drawing.tsx'
import { shortened, textWidth } from './text-room.ts'
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
  /** Room for the names of the rows, px. */
  readonly nameRoom?: number
}

const Readout = styled.p`
  min-height: 20px;
  margin-bottom: 6px;
  color: var(--wq-soft);
  font-size: 12px;
  font-variant-numeric: tabular-nums;
`

const usualRoom = 44
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

interface CellBox {
  readonly x: number
  readonly y: number
  readonly wide: number
}

function Alarm({ x, y, wide }: CellBox) {
  return (
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
  )
}

function Cell({ cell, x, y, wide }: CellBox & { readonly cell: HeatCell }) {
  const { strength, foot = 0, isAlarming = false, mark } = cell
  const hasMark = mark !== undefined && wide >= textWidth(mark)
  return (
    <>
      {strength !== undefined && strength > 0 && (
        <rect
          {...{ x, y }}
          width={wide}
          height={tall - 7}
          rx="2"
          fill="var(--wq-heat)"
          // Paler under a text, so that it can be read on every shade.
          fillOpacity={0.08 + (hasMark ? 0.4 : 0.84) * strength}
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
      {isAlarming && <Alarm {...{ x, y, wide }} />}
      {hasMark && (
        <text
          x={x + wide / 2}
          y={y + (tall - 7) / 2}
          textAnchor="middle"
          dominantBaseline="central"
          pointerEvents="none"
          style={{ fill: 'var(--wq-ink)' }}
        >
          {mark}
        </text>
      )}
    </>
  )
}

/** Where everything stands. */
interface Layout {
  readonly left: number
  readonly wide: number
  readonly columns: number
}

const placeOf = ({ left, wide, columns }: Layout, at: number) => ({
  x: left + (at % columns) * (wide + gap),
  y: top + Math.floor(at / columns) * tall,
})

function Names({
  rows,
  columns,
  layout,
}: Pick<HeatMapProps, 'rows' | 'columns'> & { readonly layout: Layout }) {
  const { left, wide } = layout
  // Only some of the names where they would touch.
  const every = Math.ceil(Math.max(1, ...columns.map(textWidth)) / (wide + gap))
  return (
    <>
      {columns.map((name, at) =>
        at % every === 0 ? (
          <text key={name} x={left + at * (wide + gap) + wide / 2} y={10} textAnchor="middle">
            {name}
          </text>
        ) : null,
      )}
      {rows.map((name, at) => (
        <text key={name} x={0} y={top + at * tall + (tall - 7) / 2} dominantBaseline="central">
          {shortened(name, left - 6)}
        </text>
      ))}
    </>
  )
}

function Stop({
  cell,
  at,
  layout,
  stop,
  onPoint,
}: {
  readonly cell: HeatCell
  readonly at: number
  readonly layout: Layout
  readonly stop: ReturnType<ReturnType<typeof useRoving<number>>['stop']>
  readonly onPoint: (at: number | undefined) => void
}) {
  const { onFocus, ...rest } = stop
  const place = placeOf(layout, at)
  return (
    <g>
      <rect
        {...rest}
        {...place}
        role="img"
        aria-label={cell.text}
        width={layout.wide}
        height={tall - 7}
        rx="2"
        fill="var(--wq-raised)"
        onPointerEnter={() => onPoint(at)}
        onFocus={() => {
          onFocus()
          onPoint(at)
        }}
        onBlur={() => onPoint(undefined)}
      />
      <Cell cell={cell} {...place} wide={layout.wide} />
    </g>
  )
}

/** Rows by columns, darker for more. Pointing or the arrow keys read one cell at a time, above the chart. */
export function HeatMap({ label, rows, columns, cells, hint, nameRoom = usualRoom }: HeatMapProps) {
  const [place, width] = useWidth<HTMLDivElement>()
  const [pointed, setPointed] = useState<number>()
  const roving = useRoving(0, stepIn(columns.length, cells.length))
  const wide = Math.max(4, (width - nameRoom) / columns.length - gap)
  const layout = { left: nameRoom, wide, columns: columns.length }
  const height = top + rows.length * tall
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
        <Names rows={rows} columns={columns} layout={layout} />
        {cells.map((cell, at) => (
          <Stop key={at} {...{ cell, at, layout }} stop={roving.stop(at)} onPoint={setPointed} />
        ))}
      </Drawing>
    </div>
  )
}

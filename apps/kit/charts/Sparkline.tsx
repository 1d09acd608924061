import { scaleLinear } from 'd3-scale'
import styled from 'styled-components'
import { linePath, lonePoints, withHoles, type Point } from './series.ts'

const Canvas = styled.svg`
  display: block;
  width: 100%;
  height: 28px;
  overflow: visible;
`

const width = 120
const height = 28

/** How a figure went, as a small line without axes; the table behind the tile holds its numbers. */
export function Sparkline({
  points,
  stepMs,
}: {
  readonly points: readonly Point[]
  readonly stepMs: number
}) {
  const known = points.flatMap(({ value }) => (value === undefined ? [] : [value]))
  const [first, last] = [points[0], points.at(-1)]
  if (known.length < 2 || !first || !last) return <Canvas aria-hidden="true" />
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = scaleLinear()
    .domain([first.at, last.at])
    .range([2, width - 3])
  const y = scaleLinear()
    .domain(low === high ? [low - 1, high + 1] : [low, high])
    .range([height - 3, 3])
  const holed = withHoles(points, stepMs)
  const end = points.findLast(({ value }) => value !== undefined)
  return (
    <Canvas viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <path
        d={linePath(holed, { x, y })}
        fill="none"
        stroke="var(--wq-lineSecond)"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
      {lonePoints(holed).map(({ at, value }) => (
        <path key={at} d={`M${x(at)},${y(value)}h0`} {...dot} strokeWidth="3" />
      ))}
      {end?.value !== undefined && (
        <path d={`M${x(end.at)},${y(end.value)}h0`} {...dot} strokeWidth="5" />
      )}
    </Canvas>
  )
}

/** A line of no length with round ends: a dot that stays round however the canvas is stretched. */
const dot = {
  stroke: 'var(--wq-lineMain)',
  strokeLinecap: 'round',
  vectorEffect: 'non-scaling-stroke',
} as const

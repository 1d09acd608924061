import { useLanguage } from '../i18n.tsx'
import { Drawing } from './Drawing.tsx'
import {
  gridColumns,
  gridRows,
  neighbour,
  provinces,
  scoreStep,
  type Direction,
  type Province,
} from './provinces.ts'
import { useRoving } from './use-roving.ts'
import { useWidth } from './use-width.ts'

export interface Tile {
  /** undefined: too few to judge by, or none at all. */
  readonly score: number | undefined
  readonly direction: Direction | undefined
  /** All of it in words. */
  readonly text: string
  /** What stands under the name. */
  readonly mark: string
}

const arrows = { up: 'M-3,2 0,-2 3,2z', down: 'M-3,-2 0,2 3,-2z', level: 'M-3,-.75H3V.75H-3z' }
const gap = 4
const widest = 84
const tallest = 52

function step(from: string, key: string): string | undefined {
  const here = provinces.find(({ id }) => id === from)
  if (!here || !/^Arrow(Left|Right|Up|Down)$/.test(key)) return undefined
  return neighbour(here, key as 'ArrowUp').id
}

function Face({
  province,
  tile,
  wide,
  tall,
}: {
  readonly province: Province
  readonly tile: Tile
  readonly wide: number
  readonly tall: number
}) {
  const { locale } = useLanguage()
  const ink =
    tile.score === undefined ? 'var(--wq-soft)' : `var(--wq-step${scoreStep(tile.score)}Ink)`
  const name = locale === 'en' ? province.en : province.id
  // English names are long: they are set smaller where the tile is narrow.
  const size = locale === 'en' ? Math.min(11, (wide / name.length) * 1.7) : 12
  const middle = { textAnchor: 'middle', dominantBaseline: 'central' } as const
  return (
    <g pointerEvents="none">
      <text x={wide / 2} y={tall * 0.34} {...middle} style={{ fill: ink, fontSize: size }}>
        {name}
      </text>
      <text x={wide / 2} y={tall * 0.7} {...middle} style={{ fill: ink, fontWeight: 600 }}>
        {tile.mark}
      </text>
      {tile.direction !== undefined && (
        <path
          d={arrows[tile.direction]}
          transform={`translate(${wide - 10} ${tall * 0.7})`}
          style={{ fill: ink }}
        />
      )}
    </g>
  )
}

function Region({
  province,
  tile,
  wide,
  tall,
  isChosen,
  stop,
  onOpen,
}: Parameters<typeof Face>[0] & {
  readonly isChosen: boolean
  readonly stop: ReturnType<ReturnType<typeof useRoving<string>>['stop']>
  readonly onOpen: () => void
}) {
  const { column, row } = province
  const isBlank = tile.score === undefined
  const fill =
    tile.score === undefined ? 'var(--wq-raised)' : `var(--wq-step${scoreStep(tile.score)})`
  return (
    <g transform={`translate(${column * (wide + gap)} ${row * (tall + gap)})`}>
      <rect
        {...stop}
        role="button"
        aria-label={tile.text}
        aria-pressed={isChosen}
        width={wide}
        height={tall}
        rx="4"
        fill={fill}
        stroke={isChosen ? 'var(--wq-ink)' : 'var(--wq-line)'}
        strokeWidth={isChosen ? 2 : isBlank ? 1 : 0}
        style={{ cursor: 'pointer' }}
        onClick={onOpen}
        onKeyDown={({ key }) => {
          if (key === 'Enter' || key === ' ') onOpen()
        }}
      >
        <title>{tile.text}</title>
      </rect>
      <Face province={province} tile={tile} wide={wide} tall={tall} />
    </g>
  )
}

/** The 34 regions as equal tiles in five colours; each can be opened. */
export function TileGrid({
  label,
  tileOf,
  chosen,
  onOpen,
}: {
  readonly label: string
  readonly tileOf: (province: string) => Tile
  readonly chosen: string | undefined
  readonly onOpen: (province: string) => void
}) {
  const [place, width] = useWidth<HTMLDivElement>()
  const roving = useRoving('湖北', step)
  const wide = Math.min(widest, (width - (gridColumns - 1) * gap) / gridColumns)
  const tall = Math.min(tallest, Math.max(34, wide * 0.72))
  const height = gridRows * (tall + gap) - gap
  return (
    <div ref={place}>
      <Drawing
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={label}
        onKeyDown={roving.onKeyDown}
      >
        {provinces.map((province) => {
          const tile = tileOf(province.id)
          return (
            <Region
              key={province.id}
              {...{ province, tile, wide, tall }}
              isChosen={chosen === province.id}
              stop={roving.stop(province.id)}
              onOpen={() => onOpen(province.id)}
            />
          )
        })}
      </Drawing>
    </div>
  )
}

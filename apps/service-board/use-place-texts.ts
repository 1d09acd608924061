import type { KpiMap } from '../../server/api/kpi.ts'
import { directionOf, type Direction } from '../kit/charts/provinces.ts'
import type { Table } from '../kit/charts/table.ts'
import { useWords } from '../kit/i18n.tsx'
import { pageWords } from './page-words.ts'
import { scoreOf, type Place } from './places.ts'

const arrows = { up: '▲', down: '▼', level: '▬' } as const

export interface PlaceTexts {
  readonly whole: (name: string, place: Place | undefined) => string
  readonly change: (place: Place) => string
  readonly direction: (place: Place | undefined) => Direction | undefined
  readonly table: (
    label: string,
    places: readonly Place[],
    onOpen?: (place: Place) => void,
  ) => Table
}

/** What is said of places on the map and in its table. */
export function usePlaceTexts({ minimum }: Pick<KpiMap, 'minimum'>): PlaceTexts {
  const t = useWords(pageWords)
  const change = ({ change: by }: Place): string => {
    if (by === null) return '–'
    const direction = directionOf(by)
    const n = Math.abs(Math.round(by * 10) / 10)
    return `${arrows[direction]} ${t(`change${direction}`, { n })}`
  }
  const direction = (place: Place | undefined): Direction | undefined =>
    place === undefined || place.change === null || scoreOf(place, minimum) === undefined
      ? undefined
      : directionOf(place.change)
  return {
    change,
    direction,
    whole(name, place) {
      if (!place || place.n === 0) return t('noneIs', { place: name })
      const score = scoreOf(place, minimum)
      if (score === undefined) return t('fewIs', { place: name, n: place.n })
      const told = t('scoreIs', { place: name, score: Math.round(score), n: place.n })
      return place.change === null ? told : `${told}, ${change(place)}`
    },
    table: (label, places, onOpen) => ({
      columns: [
        { label },
        { label: t('score'), isNumber: true },
        { label: t('change') },
        { label: t('count'), isNumber: true },
      ],
      rows: places.map((place) => {
        const score = scoreOf(place, minimum)
        return {
          key: `${place.province} ${place.city ?? ''}`,
          cells: [
            {
              text: place.city ?? place.province,
              ...(onOpen && { onOpen: () => onOpen(place) }),
            },
            { text: score === undefined ? t('tooFew') : String(Math.round(score)), raw: score },
            { text: change(place), raw: place.change ?? undefined },
            { text: String(place.n), raw: place.n },
          ],
        }
      }),
    }),
  }
}

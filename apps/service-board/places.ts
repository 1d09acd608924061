import type { KpiMap } from '../../server/api/kpi.ts'

export type Place = KpiMap['places'][number]

/** The province as a whole. */
export function provinceIn({ places }: KpiMap, province: string): Place | undefined {
  return places.find((place) => place.province === province && place.city === null)
}

/** Its cities, the most spoken of first. */
export function citiesIn({ places }: KpiMap, province: string): readonly Place[] {
  return places
    .filter((place) => place.province === province && place.city !== null)
    .sort((a, b) => b.n - a.n)
}

/** A score only where enough were judged, whatever stands beside it. */
export function scoreOf(place: Place | undefined, minimum: number): number | undefined {
  if (!place || place.score === null || place.n < minimum) return undefined
  return place.score
}

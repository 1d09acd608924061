import { aliases } from './aliases.ts'
import { landmarks as knownLandmarks, type Landmark } from './landmarks.ts'
import { levelOf, type Place } from './place.ts'
import { phrases } from './phrases.ts'
import { regions } from './regions.ts'
import { common, fragile, foremost } from './risky.ts'

/**
 * How far a word may be trusted to mean its place: `full` says what it is (武侯区), `short` does not
 * (武侯), `fragile` needs a sign of place beside it, `common` is an everyday word and counts only behind
 * its city, `nick` and `landmark` are other names, `none` is a phrase that names no place at all.
 */
export type NameKind = 'full' | 'short' | 'fragile' | 'common' | 'nick' | 'landmark' | 'none'

export interface Name {
  readonly word: string
  readonly kind: NameKind
  /** Widest first. */
  readonly places: readonly Place[]
  /** Which of several is meant where nothing else tells. */
  readonly foremost?: Place
}

/** Names by their first two signs, the longest first. */
export type Gazetteer = ReadonlyMap<number, readonly Name[]>

/** Small enough for a fast map; two pairs that share a key only cost a comparison. */
export function keyOf(first: number, second: number): number {
  return ((first & 0x7fff) << 15) | (second & 0x7fff)
}

const municipalities = new Set(['北京', '天津', '上海', '重庆', '香港', '澳门'])

/** 武侯区 → 武侯; what would be one sign stays whole: 忠县. */
function shortOf(name: string): string {
  if (/^[正镶].旗$|[前后中左右]旗$/.test(name)) return name
  const short = name.replace(
    /(?:地区|(?<=神农架)林区|特区|(?<=浦东|滨海|沈北)新区|[区县市旗州盟])$/,
    '',
  )
  return short.length < 2 ? name : short
}

function* placesIn(line: string): Generator<readonly [string, Place]> {
  const [province = '', cities = ''] = line.split(':')
  yield [province, { province, city: null, district: null }]
  for (const row of cities.split(';')) {
    const [fullCity = '', districts = ''] = row.split('=')
    const city = shortOf(fullCity)
    if (!municipalities.has(province)) yield [fullCity, { province, city, district: null }]
    for (const district of districts.split(',').filter((name) => name !== ''))
      yield [district, { province, city, district: shortOf(district) }]
  }
}

const provinceKinds: Readonly<Record<string, string>> = {
  内蒙古: '自治区',
  广西: '壮族自治区',
  西藏: '自治区',
  宁夏: '回族自治区',
  新疆: '维吾尔自治区',
  香港: '特别行政区',
  澳门: '特别行政区',
}

function provinceFull(province: string): string {
  return province + (provinceKinds[province] ?? (municipalities.has(province) ? '市' : '省'))
}

/** A province's own municipality stands for both: 北京/北京. */
function settled(place: Place): Place {
  const { province, city } = place
  return city === null && municipalities.has(province) ? { ...place, city: province } : place
}

/** 黔东南 alone is no everyday word; 和平 is, and 广平 begins inside 推广平台. */
function shortKind(word: string, places: readonly Place[]): NameKind {
  if (common.has(word)) return 'common'
  const isCounty = places.every((place) => levelOf(place) === 3)
  return fragile.has(word) || (isCounty && places.length > 1) ? 'fragile' : 'short'
}

function placeAt(path: string): Place {
  const [province = '', city = '', district = ''] = path.split('/')
  return { province, city: city || null, district: district || null }
}

class Builder {
  readonly #names = new Map<string, Name>()

  /** A name given twice means either place; a phrase outweighs whatever it is made of. */
  add(word: string, kind: NameKind, places: readonly Place[]): void {
    const known = this.#names.get(word)
    const all = known && kind !== 'none' ? [...known.places, ...places] : places
    const favourite = foremost[word]
    this.#names.set(word, {
      word,
      kind: known && kind !== 'none' ? known.kind : kind,
      places: all.length < 2 ? all : all.toSorted((a, b) => levelOf(a) - levelOf(b)),
      ...(favourite !== undefined && { foremost: placeAt(favourite) }),
    })
  }

  build(): Gazetteer {
    const byStart = new Map<number, Name[]>()
    for (const name of this.#names.values()) {
      const key = keyOf(name.word.charCodeAt(0), name.word.charCodeAt(1))
      const row = byStart.get(key)
      if (row) row.push(name)
      else byStart.set(key, [name])
    }
    for (const row of byStart.values())
      if (row.length > 1) row.sort((a, b) => b.word.length - a.word.length)
    return byStart
  }
}

function addRegions(builder: Builder): void {
  const shorts = new Map<string, Place[]>()
  for (const line of regions) {
    for (const [full, raw] of placesIn(line)) {
      const place = settled(raw)
      const isProvince = raw.city === null
      const short = isProvince ? full : shortOf(full)
      const whole = isProvince ? provinceFull(full) : full
      if (whole !== short) builder.add(whole, 'full', [place])
      const row = shorts.get(short)
      if (row) row.push(place)
      else shorts.set(short, [place])
    }
  }
  for (const [short, places] of shorts) builder.add(short, shortKind(short, places), places)
}

/** The gazetteer with more landmarks than the project knows. */
export function gazetteerWith(landmarks: readonly Landmark[]): Gazetteer {
  const builder = new Builder()
  addRegions(builder)
  for (const [word, path] of aliases) builder.add(word, 'nick', [settled(placeAt(path))])
  for (const { name, place } of [...knownLandmarks, ...landmarks])
    builder.add(name, 'landmark', [settled(placeAt(place))])
  for (const word of phrases) builder.add(word, 'none', [])
  return builder.build()
}

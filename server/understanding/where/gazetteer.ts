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

const ofTheirOwn: ReadonlyMap<string, string> = new Map([
  ['神农架林区', '神农架'],
  ['六枝特区', '六枝'],
  ['浦东新区', '浦东'],
  ['滨海新区', '滨海'],
  ['沈北新区', '沈北'],
])

/** 武侯区 → 武侯; what would be one sign stays whole: 忠县. Made for thousands, hence without patterns. */
function shortOf(name: string): string {
  const own = ofTheirOwn.get(name)
  if (own !== undefined) return own
  if (name.endsWith('地区')) return name.slice(0, -2)
  const isBanner = /^[正镶].*旗$|[前后中左右]旗$/.test(name.endsWith('旗') ? name : '')
  return name.length < 3 || isBanner || !'区县市旗州盟'.includes(name.slice(-1))
    ? name
    : name.slice(0, -1)
}

interface Region {
  readonly full: string
  readonly short: string
  readonly place: Place
}

function regionsIn(line: string): readonly Region[] {
  const [province = '', cities = ''] = line.split(':')
  const whole = settled({ province, city: null, district: null })
  const found: Region[] = [{ full: provinceFull(province), short: province, place: whole }]
  for (const row of cities.split(';')) {
    const [fullCity = '', districts = ''] = row.split('=')
    const city = shortOf(fullCity)
    if (!municipalities.has(province))
      found.push({ full: fullCity, short: city, place: { province, city, district: null } })
    if (districts === '') continue
    for (const full of districts.split(',')) {
      const district = shortOf(full)
      found.push({ full, short: district, place: { province, city, district } })
    }
  }
  return found
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
  add(word: string, kind: NameKind, added: readonly Place[]): void {
    const known = kind === 'none' ? undefined : this.#names.get(word)
    const all = known ? [...known.places, ...added] : added
    const places = all.length < 2 ? all : all.toSorted((a, b) => levelOf(a) - levelOf(b))
    const favourite = foremost.get(word)
    const name = { word, kind: known?.kind ?? kind, places }
    this.#names.set(
      word,
      favourite === undefined ? name : { ...name, foremost: placeAt(favourite) },
    )
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
    for (const { full, short, place } of regionsIn(line)) {
      if (full !== short) builder.add(full, 'full', [place])
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

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface GoldPost {
  readonly id: string
  readonly text: string
  readonly receivedAt: string
  readonly gold: {
    readonly where: Readonly<Record<'province' | 'city' | 'district', string | null>> | null
    readonly when: { readonly start: string; readonly end: string; readonly grain: string } | null
    readonly category: string
    readonly polarity: string
    readonly anger: number
    readonly escalation: string
    readonly abuse: boolean
    readonly relevance: string
  }
}

const trades = ['telecom', 'retail', 'ecommerce', 'electronics', 'utility'] as const
const allowed = {
  category: 'network billing account delivery quality refund promo app attitude praise none'.split(
    ' ',
  ),
  polarity: ['negative', 'neutral', 'positive'],
  escalation: ['none', 'regulator', 'media', 'legal'],
  relevance: ['demand', 'talk', 'noise'],
  grain: ['minute', 'hour', 'part', 'day', 'week', 'month'],
}
const levels = ['province', 'city', 'district'] as const
const isoWithOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$/

function readTrade(trade: string): readonly GoldPost[] {
  return readFileSync(new URL(`${trade}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as GoldPost)
}

const byTrade = trades.map((trade) => ({ trade, posts: readTrade(trade) }))
const all = byTrade.flatMap(({ posts }) => posts)

function labelFaults({ gold }: GoldPost): readonly string[] {
  const named = (['category', 'polarity', 'escalation', 'relevance'] as const).filter(
    (field) => !allowed[field].includes(gold[field]),
  )
  const isAnger = [0, 1, 2, 3].includes(gold.anger)
  return [
    ...named,
    ...(isAnger ? [] : ['anger']),
    ...(typeof gold.abuse === 'boolean' ? [] : ['abuse']),
  ]
}

/** A place names its province, and no level stands without the one above it; short names only. */
function isPlace(where: GoldPost['gold']['where']): boolean {
  if (where === null) return true
  const names = levels.map((level) => where[level])
  const isGapless = names.every((name, at) => name === null || at === 0 || names[at - 1] !== null)
  const isShort = names.every((name) => name === null || /^\p{Script=Han}{2,5}$/u.test(name))
  return names[0] !== null && isGapless && isShort
}

function isTime(when: GoldPost['gold']['when']): boolean {
  if (when === null) return true
  const isIso = isoWithOffset.test(when.start) && isoWithOffset.test(when.end)
  return (
    isIso && allowed.grain.includes(when.grain) && Date.parse(when.start) < Date.parse(when.end)
  )
}

function trigramsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: text.length - 2 }, (_, at) => text.slice(at, at + 3)))
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0
  for (const gram of one) if (other.has(gram)) shared += 1
  return shared / (one.size + other.size - shared)
}

function nearTwins(posts: readonly GoldPost[], above: number): readonly string[] {
  const grams = posts.map(({ id, text }) => ({ id, set: trigramsOf(text) }))
  return grams.flatMap((one, at) =>
    grams
      .slice(at + 1)
      .filter((other) => jaccard(one.set, other.set) > above)
      .map((other) => `${one.id} ${other.id}`),
  )
}

const idsWhere = (isFault: (post: GoldPost) => boolean): readonly string[] =>
  all.filter(isFault).map(({ id }) => id)

describe('the public labelled set', () => {
  it('holds at least 1,000 posts, 200 or more of each trade', () => {
    expect(all.length).toBeGreaterThanOrEqual(1000)
    for (const { trade, posts } of byTrade) expect(posts.length, trade).toBeGreaterThanOrEqual(200)
  })

  it('has no id and no text twice', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length)
  })

  it('gives every post valid labels', () => {
    expect(idsWhere((post) => labelFaults(post).length > 0)).toEqual([])
  })

  it('names places by short names from the province down', () => {
    expect(idsWhere(({ gold }) => !isPlace(gold.where))).toEqual([])
  })

  it('gives times in ISO 8601 with offset, start before end', () => {
    expect(
      idsWhere(({ receivedAt, gold }) => !isoWithOffset.test(receivedAt) || !isTime(gold.when)),
    ).toEqual([])
  })

  it('has no two posts that are nearly the same', () => {
    expect(nearTwins(all, 0.6)).toEqual([])
  })

  it('asks for both: at least half of the posts have a place, at least half a time', () => {
    const half = all.length / 2
    expect(all.filter(({ gold }) => gold.where !== null).length).toBeGreaterThanOrEqual(half)
    expect(all.filter(({ gold }) => gold.when !== null).length).toBeGreaterThanOrEqual(half)
  })
})

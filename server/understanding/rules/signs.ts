import { everyMatch } from '../../language/every-match.ts'
import { isCloser } from '../closer.ts'
import type { Span } from '../result.ts'
import { categories } from '../corpus/read.ts'
import { categoryEntries, categoryWords, type CategoryWords } from '../words/category.ts'
import { hitsIn, lexiconOf, type Lexicon, type WordHit } from '../words/lexicon.ts'
import { matterEntries, matterTags, type MatterTag } from '../words/matters.ts'
import { moodEntries, moodTags, type MoodTag } from '../words/mood.ts'
import { escalationHits, gravestOf, type EscalationHit } from './escalation.ts'

/** What word lists and a few patterns see in a text. */
export interface Signs {
  /** One number for each name of `signNames`. */
  readonly values: Float64Array
  readonly moods: readonly WordHit<MoodTag>[]
  readonly topics: readonly WordHit<string>[]
  readonly escalation: readonly EscalationHit[]
  readonly rows: readonly Span[]
}

/** The word lists, made ready to be looked for. */
export interface SignReader {
  readonly moods: Lexicon<MoodTag>
  readonly topics: Lexicon<string>
  readonly matters: Lexicon<MatterTag>
}

export function signReader(words: CategoryWords = categoryWords): SignReader {
  return {
    moods: lexiconOf(moodEntries),
    topics: lexiconOf(categoryEntries(words)),
    matters: lexiconOf(matterEntries),
  }
}

const others = [
  'goodAtEnd',
  'badAtEnd',
  'denied',
  'rows',
  'question',
  'endsAsking',
  'nots',
  'onlyAsks',
  'onlyPraises',
  'mixed',
  'silent',
  'again',
  'waited',
  'regulator',
  'media',
  'legal',
  'closer',
  'short',
  'link',
] as const
type Other = (typeof others)[number]

/** In the order of `Signs.values`; models name the ones they were trained with. */
export const signNames: readonly string[] = [
  ...moodTags,
  ...others,
  ...categories.map((category) => `topic:${category}`),
  ...matterTags.map((tag) => `about:${tag}`),
]
const placeOf: ReadonlyMap<string, number> = new Map(signNames.map((name, i) => [name, i]))

const matterPlaces: ReadonlyMap<string, number> = new Map(
  matterTags.map((tag) => [tag, signNames.indexOf(`about:${tag}`)]),
)

/** A tenant's own categories have no sign: nothing was learnt of them. */
const topicPlaces: ReadonlyMap<string, number> = new Map(
  categories.map((category) => [category, signNames.indexOf(`topic:${category}`)]),
)

const rowOfMarks = /[!?]{2,}|[!?]["”')]?[!?]/g
const again =
  /第(?:[二三四五六七八九十n几]|\d{1,3})[次回遍趟个]|(?:[三四五六七八九十几]|\d{1,3}|好几|无数|多少)多?[次遍回趟](?!元)|又双叒|一而再|再三|屡次|反复|多次/g
const waited =
  /(?:[一二两三四五六七八九十半几]{1,3}|\d{1,4})(?:个)?多?(?:小时|钟头|天|周|星期|礼拜|月|年|分钟)(?:了|过去|还|都|没|才)|(?:等|拖|催|断|停|修|排)了?(?:整整|快|都)?(?:[一二两三四五六七八九十半几]{1,3}|\d{1,4})(?:个)?多?(?:小时|钟头|天|周|星期|礼拜|月|分钟)|到现在|至今|迟迟|一直(?:没|不)/g
/** A question without a mark: 还能办吗, 有货没. */
const endsAsking =
  /(?:[吗么呢嘛]|[能会有可行要是好收]不|没有?|咋办|怎么办|咋弄|多少|多久|哪里|啥|什么)[?.!~ 啊呀]{0,4}$/
const nots = /[没不无未别]/g
/** What is longer says more than goodbye. */
const closerLength = 40
const denial = /(?:不|没|别|无|未|非)(?:有|太|是|怎么|那么|够|很|能|会|再)?$/
/** A list counts so many words at most: a long text is no angrier for being long. */
const most = 3

function isDenied(plain: string, hit: Span): boolean {
  return denial.test(plain.slice(Math.max(0, hit.start - 3), hit.start))
}

/** Counts, each capped, as logarithms: the second word says less than the first. */
function dampened(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = Math.log1p(Math.min(most, values[i] ?? 0))
}

function countMoods(
  plain: string,
  moods: readonly WordHit<MoodTag>[],
  add: (name: MoodTag | Other, by?: number) => void,
): void {
  const tail = plain.length - Math.max(12, plain.length / 3)
  for (const hit of moods) {
    const isPraise = hit.tag === 'good'
    if (isPraise && isDenied(plain, hit)) add('denied')
    else {
      add(hit.tag, hit.weight)
      if (hit.start >= tail && (isPraise || hit.tag === 'bad'))
        add(isPraise ? 'goodAtEnd' : 'badAtEnd')
    }
  }
}

function countMatters(plain: string, { matters }: SignReader, values: Float64Array): void {
  for (const { tag } of hitsIn(plain, matters)) {
    const at = matterPlaces.get(tag)
    if (at !== undefined) values[at] = (values[at] ?? 0) + 1
  }
}

const placesOf = (names: readonly string[]): readonly number[] =>
  names.map((name) => signNames.indexOf(name))
const praising = placesOf(['good', 'relief', 'deed', 'quick', 'happy', 'thanks'])
const blaming = placesOf(['bad', 'fault', 'reproach', 'contempt', 'insult', 'furious'])
const asking = placesOf(['asks', 'question', 'endsAsking', 'suggest'])

/** What only several signs together say: a question without a reproach, praise with one. */
function addJoint(values: Float64Array, add: (name: Other) => void): void {
  const has = (places: readonly number[]): boolean =>
    places.some((place) => (values[place] ?? 0) > 0)
  const [praises, blames, asks] = [has(praising), has(blaming), has(asking)]
  if (asks && !blames) add('onlyAsks')
  if (praises && !blames && !asks) add('onlyPraises')
  if (praises && blames) add('mixed')
  if (!praises && !blames && !asks) add('silent')
}

/** Polarity is learnt without threats, closers, categories and matters, so that it can be read alone at half the cost. */
export type Scope = 'all' | 'mood'

/** `plain` is the text made plain, at most some thousand signs of it. */
export function signsIn(plain: string, reader: SignReader, scope: Scope = 'all'): Signs {
  const values = new Float64Array(signNames.length)
  function add(name: string, by = 1): void {
    const at = placeOf.get(name)
    if (at !== undefined) values[at] = (values[at] ?? 0) + by
  }
  const moods = hitsIn(plain, reader.moods)
  const topics = scope === 'mood' ? [] : hitsIn(plain, reader.topics)
  countMoods(plain, moods, add)
  for (const { tag, weight } of topics) {
    const at = topicPlaces.get(tag)
    if (at !== undefined) values[at] = (values[at] ?? 0) + weight / 2
  }
  if (scope === 'all') countMatters(plain, reader, values)
  const rows = everyMatch(plain, rowOfMarks).map(({ 0: row, index }) => ({
    start: index,
    end: index + row.length,
  }))
  add('rows', rows.length)
  if (plain.includes('?')) add('question')
  if (endsAsking.test(plain.slice(-12))) add('endsAsking')
  add('nots', everyMatch(plain, nots).length)
  add('again', everyMatch(plain, again).length)
  add('waited', everyMatch(plain, waited).length)
  const escalation = scope === 'mood' ? [] : escalationHits(plain)
  const gravest = gravestOf(escalation)
  if (scope === 'all' && plain.length <= closerLength && isCloser(plain)) add('closer', most)
  if (plain.length < 8) add('short')
  if (plain.includes('http')) add('link')
  addJoint(values, add)
  dampened(values)
  // A threat outweighs whatever else is said.
  if (gravest !== 'none') add(gravest, most)
  return { values, moods, topics, escalation, rows }
}

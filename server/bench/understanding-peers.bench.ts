import { readdirSync, readFileSync } from 'node:fs'
import { loadModels } from '../commands/understand-models.ts'
import type { Polarity, When } from '../understanding/result.ts'
import { engineOf, polarityOf } from '../understanding/understand.ts'
import { findTime } from '../understanding/when.ts'
import { findPlace } from '../understanding/where.ts'
import { compare } from './compare.ts'
import { corpusLines } from './corpus-texts.ts'
import { loadPeer } from './peers.ts'
import { righter, type BenchRow } from './row.ts'

type Levels = Readonly<Record<'province' | 'city' | 'district', string | null>>

/** A text with what people say of it, as far as peers answer it too. */
interface Line {
  readonly text: string
  readonly receivedAt: string
  readonly gold: {
    readonly polarity: Polarity
    readonly where: Levels | null
    readonly when: When | null
  }
}

type Sentiment = (text: string) => { readonly score: number }
interface Chrono {
  readonly zh: {
    readonly hans: {
      parseDate(text: string, at: { instant: Date; timezone: number }): Date | null
    }
  }
}
interface AddressParse {
  readonly default: {
    parse(text: string): readonly Readonly<Record<'province' | 'city' | 'area', string>>[]
  }
}

const timeZone = 'Asia/Shanghai'
/** What chrono counts offsets in: minutes east of Greenwich. */
const east = 480

function publicSet(): readonly Line[] {
  const folder = new URL('../understanding/gold/', import.meta.url)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as Line)
}

function share<T>(all: readonly T[], isRight: (one: T) => boolean): number {
  return all.filter(isRight).length / all.length
}

async function polarityRows(lines: readonly Line[]): Promise<readonly BenchRow[]> {
  const peer = 'sentiment-zh_cn_web'
  const sentiment = loadPeer(peer) as Sentiment
  const engine = engineOf(loadModels())
  function theirs(text: string): Polarity {
    const { score } = sentiment(text)
    return score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral'
  }
  const sets = [
    ['public set', lines.map(({ text, gold }) => ({ text, polarity: gold.polarity }))],
    ['corpus', corpusLines('dev').map(({ text, gold }) => ({ text, polarity: gold.polarity }))],
  ] as const
  const right = sets.map(([name, set]) =>
    righter(`polarity of three, ${name}`, peer, {
      ours: share(set, ({ text, polarity }) => polarityOf(text, engine).value === polarity),
      theirs: share(set, ({ text, polarity }) => theirs(text) === polarity),
    }),
  )
  const textAt = (turn: number): string => lines[turn % lines.length]?.text ?? ''
  const speed = await compare({
    name: 'polarity, texts a second',
    peer,
    floor: 1,
    ours: (turn) => polarityOf(textAt(turn), engine),
    theirs: (turn) => theirs(textAt(turn)),
  })
  return [...right, speed]
}

async function timeRows(lines: readonly Line[]): Promise<readonly BenchRow[]> {
  const peer = 'chrono-node'
  const { zh } = loadPeer(peer) as Chrono
  const ours = ({ text, receivedAt }: Line): string | undefined =>
    findTime(text, { at: Date.parse(receivedAt), timeZone })?.when.start
  const theirs = ({ text, receivedAt }: Line): string | undefined =>
    zh.hans.parseDate(text, { instant: new Date(receivedAt), timezone: east })?.toISOString()
  /** Of a time without hours only the day counts: chrono says noon. */
  function isRight({ gold: { when } }: Line, start: string | undefined): boolean {
    if (when === null || start === undefined) return when === null && start === undefined
    const [wanted, said] = [Date.parse(when.start), Date.parse(start)]
    if (when.grain === 'minute' || when.grain === 'hour') return wanted === said
    const dayOf = (at: number): number => Math.floor((at / 60_000 + east) / 1440)
    return dayOf(wanted) === dayOf(said)
  }
  const right = righter('start of the time meant, public set', peer, {
    ours: share(lines, (line) => isRight(line, ours(line))),
    theirs: share(lines, (line) => isRight(line, theirs(line))),
  })
  const at = (turn: number): Line => lines[turn % lines.length] as Line
  const name = 'time meant, texts a second'
  const speed = await compare({
    name,
    peer,
    floor: 1,
    ours: (turn) => ours(at(turn)),
    theirs: (turn) => theirs(at(turn)),
  })
  return [right, speed]
}

async function placeRows(lines: readonly Line[]): Promise<readonly BenchRow[]> {
  const peer = 'address-parse'
  const parser = (loadPeer(peer) as AddressParse).default
  const ours = (text: string): Levels | null => findPlace(text, {})?.where ?? null
  function theirs(text: string): Levels | null {
    const [first] = parser.parse(text)
    if (!first?.province) return null
    return { province: first.province, city: first.city || null, district: first.area || null }
  }
  /** 广东省 is 广东; a level nobody said may be missing or filled. */
  function isSame(said: string | null, wanted: string | null): boolean {
    return wanted === null || (said?.startsWith(wanted) ?? false)
  }
  function isRight(wanted: Levels | null, said: Levels | null): boolean {
    if (wanted === null || said === null) return wanted === said
    return (['province', 'city', 'district'] as const).every((level) =>
      isSame(said[level], wanted[level]),
    )
  }
  const sets = [
    ['public set', lines.map(({ text, gold }) => ({ text, where: gold.where }))],
    ['corpus', corpusLines('dev').map(({ text, gold }) => ({ text, where: gold.where }))],
  ] as const
  const right = sets.map(([name, set]) =>
    righter(`place meant, ${name}`, peer, {
      ours: share(set, ({ text, where }) => isRight(where, ours(text))),
      theirs: share(set, ({ text, where }) => isRight(where, theirs(text))),
    }),
  )
  const textAt = (turn: number): string => lines[turn % lines.length]?.text ?? ''
  const speed = await compare({
    name: 'place meant, texts a second',
    peer,
    floor: 1,
    ours: (turn) => ours(textAt(turn)),
    theirs: (turn) => theirs(textAt(turn)),
  })
  return [...right, speed]
}

/** Against what people would install instead, on each field they answer too. */
export async function benchUnderstandingPeers(): Promise<readonly BenchRow[]> {
  const lines = publicSet()
  return [...(await polarityRows(lines)), ...(await timeRows(lines)), ...(await placeRows(lines))]
}

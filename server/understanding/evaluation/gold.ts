import type { CorpusLine } from '../corpus/read.ts'
import type { PersonalKind, Span, When } from '../result.ts'

type Personal = Span & { readonly kind: PersonalKind }
type Place = Readonly<Record<'province' | 'city' | 'district', string | null>>

/** What people judged a text to say; fields that nobody judged are absent. */
export interface GoldFields {
  readonly polarity?: string
  readonly anger?: number
  readonly escalation?: string
  readonly abuse?: string
  readonly relevance?: string
  readonly category?: string
  readonly product?: string | null
  readonly where?: Place | null
  readonly when?: When | null
  readonly pii?: readonly Personal[]
  readonly points?: readonly Span[]
}

type Values = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `{value: x}` and `{level: x}` as well as `x`. */
function bare(value: unknown): unknown {
  if (!isObject(value)) return value
  return value['value'] ?? value['level']
}

function word(value: unknown): string | undefined {
  const plain = bare(value)
  return typeof plain === 'string' || typeof plain === 'boolean' ? String(plain) : undefined
}

function level(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function placeOf(value: unknown): Place | null | undefined {
  if (value === null) return null
  if (!isObject(value)) return undefined
  const { province, city, district } = value
  return { province: level(province), city: level(city), district: level(district) }
}

function whenOf(value: unknown): When | null | undefined {
  if (value === null) return null
  return isObject(value) && typeof value['start'] === 'string'
    ? (value as unknown as When)
    : undefined
}

function spansOf(value: unknown): readonly Personal[] | undefined {
  return Array.isArray(value) ? (value as readonly Personal[]) : undefined
}

type Filled = { -readonly [Key in keyof GoldFields]: GoldFields[Key] | undefined }

/** Without the fields that are not there. */
function present(fields: Filled): GoldFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function fromFields(gold: Values): GoldFields {
  const what = isObject(gold['what']) ? gold['what'] : gold
  const anger = bare(gold['anger'])
  const product = what['product']
  return present({
    polarity: word(gold['polarity']),
    anger: typeof anger === 'number' ? anger : undefined,
    escalation: word(gold['escalation']),
    abuse: word(gold['abuse']),
    relevance: word(gold['relevance']),
    category: word(what['category']),
    product: typeof product === 'string' || product === null ? product : undefined,
    where: placeOf(gold['where']),
    when: whenOf(gold['when']),
    pii: spansOf(gold['pii']),
    points: spansOf(gold['points']),
  })
}

/** The judgements of one line: under `gold`, or a review's `sent`, or a comment's `off`. */
export function goldOf(line: Values): GoldFields | undefined {
  const { gold, sent, off } = line
  if (isObject(gold)) return fromFields(gold)
  if (typeof sent === 'number') return { polarity: sent === 1 ? 'positive' : 'negative' }
  return typeof off === 'number' ? { abuse: String(off === 1) } : undefined
}

function spanIn(text: string, phrase: string): Span {
  const start = text.indexOf(phrase)
  return { start, end: start + phrase.length }
}

/** The judgements of a line of the corpus; its words for a time name no interval. */
export function goldOfCorpus({ text, gold }: CorpusLine): GoldFields {
  const { polarity, anger, escalation, abuse, relevance, category, product, where, pii } = gold
  return present({
    polarity,
    anger,
    escalation,
    abuse: String(abuse),
    relevance,
    category,
    product,
    where,
    when: undefined,
    pii: pii?.map((one) => ({ kind: one.kind, ...spanIn(text, one.text) })),
    points: gold.points?.map((phrase) => spanIn(text, phrase)),
  })
}

import type { AngerLevel, Escalation, PersonalKind, Polarity, Relevance } from '../result.ts'

/** What a text is said to say; as many fields as somebody has judged. */
export interface Gold {
  readonly polarity?: Polarity
  readonly anger?: AngerLevel
  readonly relevance?: Relevance
  readonly escalation?: Escalation
  readonly abuse?: boolean
  readonly category?: string
  /** Short names; empty levels are null. The whole is null where the text names no place. */
  readonly where?: Readonly<Record<'province' | 'city' | 'district', string | null>> | null
  readonly product?: string | null
  readonly trigger?: string
  readonly points?: readonly string[]
  readonly pii?: readonly { readonly kind: PersonalKind; readonly text: string }[]
}

export interface CorpusLine {
  readonly text: string
  readonly gold: Required<
    Pick<Gold, 'polarity' | 'anger' | 'relevance' | 'escalation' | 'abuse' | 'category' | 'where'>
  > &
    Gold
  /** The words for the time of what happened. */
  readonly when?: string
}

/** What is wrong with a line, and where it stands. */
export interface CorpusProblem {
  readonly line: number
  readonly message: string
}

export const categories = [
  'network',
  'billing',
  'account',
  'delivery',
  'quality',
  'refund',
  'promo',
  'app',
  'attitude',
  'praise',
  'none',
] as const

const polarities: Readonly<Record<string, Polarity>> = {
  '-': 'negative',
  '=': 'neutral',
  '+': 'positive',
}
const relevances: Readonly<Record<string, Relevance>> = { d: 'demand', t: 'talk', n: 'noise' }
const escalations: Readonly<Record<string, Escalation>> = {
  '.': 'none',
  r: 'regulator',
  m: 'media',
  l: 'legal',
}
const kinds: ReadonlySet<string> = new Set<PersonalKind>([
  'phone',
  'idcard',
  'bankcard',
  'email',
  'address',
  'plate',
  'passport',
  'wechat',
  'qq',
  'ip',
  'name',
])
const labelSigns = /^([-=+])([0-3])([dtn])([.rml])([.a]) (\S+)$/

function placeOf(value: string): CorpusLine['gold']['where'] | string {
  const parts = value.split('/')
  if (parts.length !== 3) return `where:${value} needs two slashes`
  const [province, city, district] = parts.map((part) => part || null)
  return { province: province ?? null, city: city ?? null, district: district ?? null }
}

/** `name=…|phone=…` */
function personalOf(value: string): NonNullable<Gold['pii']> | string {
  const all: NonNullable<Gold['pii']>[number][] = []
  for (const piece of value.split('|')) {
    const cut = piece.indexOf('=')
    const kind = piece.slice(0, cut)
    if (!kinds.has(kind)) return `pii:${piece} has no known kind`
    all.push({ kind: kind as PersonalKind, text: piece.slice(cut + 1) })
  }
  return all
}

interface More {
  where: CorpusLine['gold']['where']
  when?: string
  product?: string
  trigger?: string
  points?: readonly string[]
  pii: NonNullable<Gold['pii']>[number][]
}

/** Takes one `name:value` field into `more`; answers what is wrong with it. */
function take(field: string, text: string, more: More): string | undefined {
  const cut = field.indexOf(':')
  const [name, value] = [field.slice(0, cut), field.slice(cut + 1)]
  const phrases = value
    .split('|')
    .map((phrase) => (name === 'pii' ? phrase.slice(phrase.indexOf('=') + 1) : phrase))
  const absent = name === 'where' ? undefined : phrases.find((phrase) => !text.includes(phrase))
  if (absent !== undefined) return `${name}:${absent} does not stand in the text`
  if (name === 'where') {
    const place = placeOf(value)
    if (typeof place === 'string') return place
    more.where = place
  } else if (name === 'pii') {
    const personal = personalOf(value)
    if (typeof personal === 'string') return personal
    more.pii.push(...personal)
  } else if (name === 'points') more.points = phrases
  else if (name === 'when' || name === 'product' || name === 'trigger')
    more[name] = phrases[0] ?? ''
  else return `${name}: is no known field`
  return undefined
}

function readLine(line: string): CorpusLine | string {
  const [text = '', labels = '', ...fields] = line.split('\t')
  const signs = labelSigns.exec(labels.trim())
  if (text.trim() === '') return 'has no text'
  if (!signs) return `labels "${labels}" are not five signs and a category`
  const [, polarity = '', anger, relevance = '', escalation = '', abuse, category = ''] = signs
  if (!categories.some((known) => known === category)) return `category ${category} is unknown`
  const more: More = { where: null, pii: [] }
  for (const field of fields) {
    const problem = field.trim() === '' ? undefined : take(field.trim(), text, more)
    if (problem !== undefined) return problem
  }
  const { where, when, product, trigger, points, pii } = more
  const gold: CorpusLine['gold'] = {
    polarity: polarities[polarity] ?? 'neutral',
    anger: Number(anger) as AngerLevel,
    relevance: relevances[relevance] ?? 'talk',
    escalation: escalations[escalation] ?? 'none',
    abuse: abuse === 'a',
    category,
    where,
    pii,
    product: product ?? null,
    ...(trigger !== undefined && { trigger }),
    ...(points !== undefined && { points }),
  }
  return { text, gold, ...(when !== undefined && { when }) }
}

/** Reads one file of the corpus: the lines that can be read, and what is wrong with the others. */
export function readCorpus(file: string): {
  readonly lines: readonly CorpusLine[]
  readonly problems: readonly CorpusProblem[]
} {
  const lines: CorpusLine[] = []
  const problems: CorpusProblem[] = []
  for (const [index, line] of file.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const read = readLine(line)
    if (typeof read === 'string') problems.push({ line: index + 1, message: read })
    else lines.push(read)
  }
  return { lines, problems }
}

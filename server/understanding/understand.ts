import { normalise, type NormalText } from '../language/normal.ts'
import { personalDetailsIn } from '../language/personal-details.ts'
import { evidenceIn, productIn, triggerIn } from './evidence.ts'
import { gramsOf } from './features/grams.ts'
import { probabilities, type FieldModel } from './model/judge.ts'
import { marginsInto } from './model/linear.ts'
import { adapted } from './model/overlay.ts'
import type { ModelField, Models } from './models.ts'
import { pointsOf } from './points.ts'
import type {
  AngerLevel,
  Escalation,
  Evidence,
  Judged,
  Polarity,
  Relevance,
  Span,
  Understanding,
  UnderstandInput,
  When,
  Where,
} from './result.ts'
import { gravestOf } from './rules/escalation.ts'
import { signReader, signsIn, type Scope, type SignReader, type Signs } from './rules/signs.ts'
import { findTime } from './when.ts'
import { findPlace } from './where.ts'
import { categoryWords, type CategoryWords } from './words/category.ts'
import { productLexicon, productWords, type ProductLexicon } from './words/products.ts'

/** The finders of place and time, built apart. */
export interface Parts {
  readonly findPlace?: (
    text: string,
    options: { readonly profileLocation?: string },
  ) => { readonly where: Where; readonly evidence: readonly Span[] } | null
  readonly findTime?: (
    text: string,
    options: { readonly at: number; readonly timeZone: string },
  ) => { readonly when: When; readonly evidence: Span } | null
}

/** The word lists of one tenant. */
export interface WordSettings {
  readonly categoryWords?: CategoryWords
  readonly productWords?: string
}

/** Word lists made ready, models and finders: all that reading a text needs. */
export interface Engine {
  readonly models: Models
  readonly signs: SignReader
  readonly products: ProductLexicon
  readonly parts: Parts
}

export function engineOf(
  models: Models,
  words: WordSettings = {},
  parts: Parts = { findPlace, findTime },
): Engine {
  return {
    models,
    signs: signReader(words.categoryWords ?? categoryWords),
    products: productLexicon(words.productWords ?? productWords),
    parts,
  }
}

/** A page is not a message: mood and purpose are read from its beginning. */
const readLength = 2000
const letter = /\p{L}/u

/** A text made ready for all fields. */
interface Reading {
  readonly normal: NormalText
  readonly grams: Int32Array
  readonly signs: Signs
  /** Nothing can be decided about marks and pictures alone. */
  readonly hasWords: boolean
}

function read(text: string, engine: Engine, scope: Scope = 'all'): Reading {
  const normal = normalise(text.slice(0, readLength))
  const signs = signsIn(normal.text, engine.signs, scope)
  return { normal, grams: gramsOf(normal.text), signs, hasWords: letter.test(normal.text) }
}

function sharesOf({ linear, judge, own }: FieldModel, { grams, signs }: Reading): Float64Array {
  const inputs = new Float64Array(linear.classes + signs.values.length)
  marginsInto(linear, grams, inputs, 0)
  inputs.set(signs.values, linear.classes)
  const shares = probabilities(judge.weights, inputs)
  return own ? adapted(own, shares, grams) : shares
}

function highest(shares: Float64Array): number {
  let best = 0
  for (let c = 1; c < shares.length; c++) if ((shares[c] ?? 0) > (shares[best] ?? 0)) best = c
  return best
}

const digits = 1000
function rounded(share: number): number {
  return Math.round(share * digits) / digits
}

function judged(model: FieldModel, reading: Reading): Judged<string> {
  const shares = sharesOf(model, reading)
  const best = highest(shares)
  const share = shares[best] ?? 0
  return {
    value: model.classes[best] ?? '',
    confidence: rounded(share),
    decided: reading.hasWords && share >= model.threshold,
  }
}

/** How often the words are right where they name a threat, and where they name none. */
const wordsAreRight = 0.96
/** A threat without any of the words must be quite certain. */
const certain = 0.85

/** The words decide; the model says how sure that is, and finds threats that use none of the words. */
function escalationOf(model: FieldModel, reading: Reading): Judged<Escalation> {
  const shares = sharesOf(model, reading)
  const byWords = gravestOf(reading.signs.escalation)
  const best = highest(shares)
  const isOverruled = byWords === 'none' && (shares[best] ?? 0) >= certain
  const value = isOverruled ? (model.classes[best] as Escalation) : byWords
  const share = ((shares[model.classes.indexOf(value)] ?? 0) + wordsAreRight) / 2
  return {
    value,
    confidence: rounded(share),
    decided: reading.hasWords && share >= model.threshold,
  }
}

/** What learning starts from: a text's grams, and the shares of each of some fields. */
export function evidenceOf(
  text: string,
  engine: Engine,
  fields: readonly ModelField[],
): { readonly grams: Int32Array; readonly shares: readonly Float64Array[] } {
  const reading = read(text, engine)
  const shares = fields.map((field) => sharesOf(engine.models[field], reading))
  return { grams: reading.grams, shares }
}

/** What the writer feels about us, alone: for bulk. */
export function polarityOf(text: string, engine: Engine): Judged<Polarity> {
  return judged(engine.models.polarity, read(text, engine, 'mood')) as Judged<Polarity>
}

function angerOf(model: FieldModel, reading: Reading): Understanding['anger'] {
  const shares = sharesOf(model, reading)
  const atLeastTwo = (shares[2] ?? 0) + (shares[3] ?? 0)
  return {
    level: highest(shares) as AngerLevel,
    confidence: rounded(atLeastTwo),
    decided: reading.hasWords && Math.max(atLeastTwo, 1 - atLeastTwo) >= model.threshold,
  }
}

interface Found {
  readonly where: Where | null
  readonly when: When | null
  readonly evidence: readonly Evidence[]
}

function placeAndTime(input: UnderstandInput, { findPlace, findTime }: Parts): Found {
  const { text, at, timeZone, profileLocation } = input
  const place = findPlace?.(text, profileLocation === undefined ? {} : { profileLocation })
  const time = findTime?.(text, { at, timeZone })
  return {
    where: place?.where ?? null,
    when: time?.when ?? null,
    evidence: [
      ...(place?.evidence ?? []).map(({ start, end }) => ({ field: 'where' as const, start, end })),
      ...(time ? [{ field: 'when' as const, ...time.evidence }] : []),
    ],
  }
}

/** Everything one text says. Any text has an answer, in time that grows with its length alone. */
export function understand(input: UnderstandInput, engine: Engine): Understanding {
  const { text } = input
  const reading = read(text, engine)
  const { models, products, parts } = engine
  const judge = <T>(field: ModelField): Judged<T> => judged(models[field], reading) as Judged<T>
  const category = judge<string>('category')
  const polarity = judge<Polarity>('polarity')
  const anger = angerOf(models.anger, reading)
  const escalation = escalationOf(models.escalation, reading)
  const abuse = judged(models.abuse, reading)
  const relevance = judge<Relevance>('relevance')
  const product = productIn(text, reading.normal, products)
  const trigger = triggerIn(reading.normal, reading.signs, category.value)
  const found = placeAndTime(input, parts)
  const isAbuse = abuse.value === 'true'
  return {
    where: found.where,
    when: found.when,
    what: { category, product: product?.text ?? null, trigger },
    polarity,
    anger,
    escalation,
    abuse: { ...abuse, value: isAbuse },
    relevance,
    pii: personalDetailsIn(text),
    points: pointsOf(text.slice(0, readLength), reading.normal, reading.signs),
    evidence: [
      ...found.evidence,
      ...(trigger ? [{ field: 'category' as const, ...trigger }] : []),
      ...(product ? [{ field: 'product' as const, ...product.span }] : []),
      ...evidenceIn(reading.normal, reading.signs, {
        polarity: polarity.value,
        anger: anger.level,
        escalation: escalation.value,
        isAbuse,
        relevance: relevance.value,
      }),
    ],
  }
}

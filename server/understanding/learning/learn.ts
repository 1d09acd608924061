import type { Models } from '../models.ts'
import { evidenceOf, type Engine } from '../understand.ts'
import { fitCalibrated } from './calibrate.ts'
import type { Learnt } from './codec.ts'
import { isHeldBack, type Example } from './example.ts'
import { learntFields, type LearntField } from './fields.ts'
import { digestOf, fingerprintOf } from './fingerprint.ts'
import type { Slices } from './fit.ts'
import { compared, type Comparison, type Reader } from './verdict.ts'

/** A tenant's own text; `labels` by field, none where nobody objected. */
export interface OwnReading {
  readonly message: string
  readonly text: string
  readonly labels: Readonly<Partial<Record<LearntField, string>>>
}

export interface LearningInput {
  /** Reads with the shipped models, without anything learnt. Made ready beforehand: that alone takes long. */
  readonly engine: Engine
  readonly texts: readonly OwnReading[]
  /** Categories of the tenant's own that may be learnt. */
  readonly categories: readonly string[]
  /** What is in use now. */
  readonly current: Learnt | undefined
}

export interface FieldReport {
  readonly field: LearntField
  readonly labels: number
  readonly outcome: Comparison['verdict'] | 'too_few'
  readonly figures?: Omit<Comparison, 'verdict'>
}

export interface LearningResult {
  readonly fields: readonly FieldReport[]
  /** undefined: no field is better, all stays as it is. */
  readonly learnt: Learnt | undefined
}

/** Below this nothing is learnt of a field. */
export const leastLabels = 40
/** Five mended and none broken is the least that is no chance. */
export const leastHeldBack = 5
/** A class of fewer labels is not learnt. */
const leastOfClass = 5
const textsPerSlice = 20

type Examples = Readonly<Record<LearntField, readonly Example[]>>

/** Every text read once by the shipped models, in the order of the messages. */
function* examplesOf({ engine, texts }: LearningInput): Slices<Examples> {
  const examples: Record<LearntField, Example[]> = { category: [], polarity: [], relevance: [] }
  const ordered = [...texts].sort((a, b) => (a.message < b.message ? -1 : 1))
  for (const [i, { message, text, labels }] of ordered.entries()) {
    const { grams, shares } = evidenceOf(text, engine, learntFields)
    const isCalm = Object.keys(labels).length === 0
    for (const [f, field] of learntFields.entries()) {
      const base = shares[f] ?? new Float64Array()
      const value = labels[field]
      // Who corrected the mood alone has not said that the category is right.
      if (isCalm || value !== undefined) examples[field].push({ message, grams, base, value })
    }
    if (i % textsPerSlice === 0) yield
  }
  return examples
}

function classesOf(
  field: LearntField,
  { engine, categories }: LearningInput,
  texts: readonly Example[],
): readonly string[] {
  const shipped = engine.models[field].classes
  const own = field === 'category' ? categories.filter((id) => !shipped.includes(id)) : []
  const enough = own.filter(
    (id) => texts.filter(({ value }) => value === id).length >= leastOfClass,
  )
  return [...shipped, ...[...new Set(enough)].sort()]
}

function* learnField(
  field: LearntField,
  input: LearningInput,
  examples: readonly Example[],
): Slices<{ readonly report: FieldReport; readonly own: Reader['own'] }> {
  const { threshold: sure, classes: shipped } = input.engine.models[field]
  const inUse = input.current?.overlays.find((overlay) => overlay.field === field)
  const before = { threshold: sure, classes: shipped, ...inUse, own: inUse }
  const labels = examples.filter(({ value }) => value !== undefined)
  const heldBack = examples.filter(({ message }) => isHeldBack(message))
  const counted = heldBack.filter(({ value }) => value !== undefined).length
  const report = { field, labels: labels.length }
  if (labels.length < leastLabels || counted < leastHeldBack)
    return { report: { ...report, outcome: 'too_few' }, own: inUse }
  const seen = examples.filter(({ message }) => !isHeldBack(message))
  const classes = classesOf(field, input, seen)
  const known = seen.filter(({ value }) => value === undefined || classes.includes(value))
  const own = yield* fitCalibrated(field, known, { classes, sure })
  const { threshold } = own
  const { verdict, ...figures } = compared(
    { before, after: { classes, threshold, own } },
    heldBack,
    sure,
  )
  const isTaken = verdict === 'better'
  return { report: { ...report, outcome: verdict, figures }, own: isTaken ? own : inUse }
}

/** Learns a tenant's fields anew from the shipped models; a field that is no better stays as it is. */
export function* learn(input: LearningInput): Slices<LearningResult> {
  const examples = yield* examplesOf(input)
  const found = []
  for (const field of learntFields) found.push(yield* learnField(field, input, examples[field]))
  const fields = found.map(({ report }) => report)
  const isBetter = fields.some(({ outcome }) => outcome === 'better')
  const overlays = found.flatMap(({ own }) => own ?? [])
  return {
    fields,
    learnt: isBetter ? { base: fingerprintOf(input.engine.models), overlays } : undefined,
  }
}

/** Names the labels something was learnt from: the same ones need not be learnt from again. */
export function digestOfLabels(texts: readonly OwnReading[]): string {
  const lines = texts.flatMap(({ message, labels }) =>
    learntFields.flatMap((field) => {
      const value = labels[field]
      return value === undefined ? [] : [`${message} ${field} ${value}`]
    }),
  )
  return digestOf(lines.sort().join('\n'))
}

/** The shipped models with what was learnt on top. */
export function withLearnt(models: Models, { overlays }: Learnt): Models {
  const own = overlays.flatMap((overlay) => {
    const field = learntFields.find((name) => name === overlay.field)
    if (!field) return []
    const { classes, threshold } = overlay
    return [[field, { ...models[field], classes, threshold, own: overlay }] as const]
  })
  return { ...models, ...Object.fromEntries(own) }
}

import type { Store } from '../core/store/index.ts'
import { decodeLearnt, encodeLearnt, type Learnt } from '../understanding/learning/codec.ts'
import { learntFields, type LearntField } from '../understanding/learning/fields.ts'
import { fingerprintOf } from '../understanding/learning/fingerprint.ts'
import {
  digestOfLabels,
  learn,
  type FieldReport,
  type LearningResult,
  type OwnReading,
} from '../understanding/learning/learn.ts'
import type { Engine } from '../understanding/understand.ts'

export interface LearnOptions {
  readonly store: Pick<Store, 'learning'>
  readonly tenant: string
  /** Reads with the shipped models. */
  readonly engine: Engine
  /** Ids of the tenant's own categories. */
  readonly categories: readonly string[]
  /** Measures and keeps nothing. */
  readonly isDry?: boolean
}

export interface LearnReport {
  /** `nothing_new`: the newest version, in use or taken back, was learnt from the very same labels. */
  readonly outcome: 'accepted' | 'would_accept' | 'nothing_new' | 'too_few' | 'no_better'
  readonly labels: number
  readonly version?: number
  readonly fields: readonly FieldReport[]
}

/** Drives slices of work to their end; where others wait for their turn, it lets them have it. */
export type Drive = (work: Generator<undefined, LearningResult>) => Promise<LearningResult>

export interface InUse {
  readonly version: number
  /** undefined: it belongs to other shipped models, or does not open, and is not used. */
  readonly learnt: Learnt | undefined
}

/** More teach little and take long. */
const mostLabels = 3000
const mostCalm = 600

/** The newest version nobody took back. */
export async function learntInUse(
  { learning }: Pick<Store, 'learning'>,
  tenant: string,
  base: string,
): Promise<InUse | undefined> {
  const versions = await learning.versions(tenant)
  const found = versions.find(({ retiredAt }) => retiredAt === undefined)
  if (!found) return undefined
  const { version } = found
  if (found.base !== base) return { version, learnt: undefined }
  const learnt = decodeLearnt((await learning.model(tenant, version)) ?? '')
  return { version, learnt: learnt?.base === base ? learnt : undefined }
}

function isLearnt(field: string): field is LearntField {
  return (learntFields as readonly string[]).includes(field)
}

/** What agents labelled. */
async function labelledTexts({ store, tenant }: LearnOptions): Promise<readonly OwnReading[]> {
  const byMessage = new Map<string, OwnReading>()
  for (const { message, text, field, value } of await store.learning.labels(tenant, mostLabels)) {
    if (!isLearnt(field) || text === '') continue
    const labels = { ...byMessage.get(message)?.labels, [field]: value }
    byMessage.set(message, { message, text, labels })
  }
  return [...byMessage.values()]
}

/** The newest of what nobody objected to. */
async function calmTexts({ store, tenant }: LearnOptions): Promise<readonly OwnReading[]> {
  const calm = await store.learning.unlabelled(tenant, mostCalm)
  return calm.flatMap((one) => (one.text === '' ? [] : [{ ...one, labels: {} }]))
}

function failureOf(fields: readonly FieldReport[]): 'too_few' | 'no_better' {
  return fields.every(({ outcome }) => outcome === 'too_few') ? 'too_few' : 'no_better'
}

/** Learns one tenant's labels and, where that is better on those held back, keeps a new version. */
export async function learnTenant(options: LearnOptions, drive: Drive): Promise<LearnReport> {
  const { store, tenant, engine, categories, isDry } = options
  const base = fingerprintOf(engine.models)
  const labelled = await labelledTexts(options)
  const digest = digestOfLabels(labelled)
  const labels = labelled.reduce((n, { labels: own }) => n + Object.keys(own).length, 0)
  // Most tenants most nights: nothing else is read.
  if (labels === 0) return { outcome: 'too_few', labels, fields: [] }
  const [newest] = await store.learning.versions(tenant)
  if (newest?.base === base && newest.labels === digest)
    return { outcome: 'nothing_new', labels, version: newest.version, fields: [] }
  const current = (await learntInUse(store, tenant, base))?.learnt
  const texts = [...labelled, ...(await calmTexts(options))]
  const { fields, learnt } = await drive(learn({ engine, texts, categories, current }))
  if (!learnt) return { outcome: failureOf(fields), labels, fields }
  if (isDry === true) return { outcome: 'would_accept', labels, fields }
  const version = await store.learning.accept(tenant, {
    base,
    labels: digest,
    figures: JSON.stringify(fields),
    model: encodeLearnt(learnt),
  })
  return { outcome: 'accepted', labels, version, fields }
}

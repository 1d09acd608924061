import type { TenantConfig } from './config.ts'
import type { Learnt } from './understanding/learning/codec.ts'
import { withLearnt } from './understanding/learning/learn.ts'
import type { Models } from './understanding/models.ts'
import type { UnderstandInput, Understanding } from './understanding/result.ts'
import { engineOf, understand, type Engine } from './understanding/understand.ts'
import { findTime } from './understanding/when.ts'
import { findPlace, type Landmark } from './understanding/where.ts'
import { productWords } from './understanding/words/products.ts'

type Settings = TenantConfig['understanding']
type Own = Settings['categories'][number]

/** Of what an admin’s own words tell: they know their customers. */
const ownConfidence = 0.8

/** Names of more than one part count as one word in the lists. */
function listed(words: readonly string[]): string {
  return words.map((word) => word.trim().replace(/\s+/gu, '')).join(' ')
}

function landmarksOf({ landmarks }: Settings): readonly Landmark[] {
  return landmarks.map(({ name, province, city, district }) => {
    const levels = [province, city, district].filter((level) => level !== undefined)
    return { name, place: levels.join('/') }
  })
}

/** The category of whose own keywords most stand in the text, the first of equals. */
function ownCategoryIn(text: string, own: readonly Own[]): string | undefined {
  const plain = text.normalize('NFKC').toLowerCase()
  const hits = own.map(({ id, keywords }) => ({
    id,
    n: keywords.filter((word) => plain.includes(word.normalize('NFKC').toLowerCase())).length,
  }))
  const [best] = hits.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n)
  return best?.id
}

/** The tenant's own words and places, made ready. */
function engineFor(settings: Settings, models: Models): Engine {
  const landmarks = landmarksOf(settings)
  const words = { productWords: `${productWords} ${listed(settings.products)}` }
  return engineOf(models, words, {
    findPlace: (text, options) =>
      findPlace(text, { ...options, ...(landmarks.length > 0 && { landmarks }) }),
    findTime,
  })
}

function readBy(engine: Engine, input: UnderstandInput, own: readonly Own[]): Understanding {
  const read = understand(input, engine)
  const category = ownCategoryIn(input.text, own)
  if (category === undefined) return read
  const judged = { value: category, confidence: ownConfidence, decided: true }
  return { ...read, what: { ...read.what, category: judged } }
}

export interface LiveUnderstander {
  /** Reads with the shipped models, whatever is in use. */
  readonly engine: Engine
  readonly understand: (input: UnderstandInput) => Understanding
  /** From now on texts are read with what was learnt; undefined = by the shipped models alone. */
  readonly use: (learnt: Learnt | undefined) => void
}

/** Reads what a customer of this tenant writes, with what was learnt of them while it runs. */
export function liveUnderstanderOf(
  { understanding: settings }: Pick<TenantConfig, 'understanding'>,
  models: Models,
): LiveUnderstander {
  const engine = engineFor(settings, models)
  let now = engine
  return {
    engine,
    understand: (input) => readBy(now, input, settings.categories),
    use(learnt) {
      now = learnt ? { ...engine, models: withLearnt(models, learnt) } : engine
    },
  }
}

import { normalise } from '../language/normal.ts'
import { remembered } from '../language/remembered.ts'
import type { LintContext, WordingEntry } from './context.ts'
import { inForce, read, type KnownText } from './known.ts'
import { containment, pairsOf } from './likeness.ts'
import { momentIn } from './moments.ts'

/** An approved statement, read for comparing. */
export interface Approved {
  readonly topic: string
  readonly topicPairs: ReadonlySet<string>
  readonly text: KnownText
  readonly pairs: ReadonlySet<string>
  /** Topic and text together. */
  readonly whole: KnownText
}

export interface Library {
  readonly valid: readonly Approved[]
  readonly stale: readonly Approved[]
}

function approved(entry: WordingEntry, now: number | undefined): Approved {
  const topic = normalise(entry.topic).text
  return {
    topic,
    topicPairs: pairsOf(topic),
    text: read(entry.text, now),
    pairs: pairsOf(normalise(entry.text).text),
    whole: read(`${entry.topic}，${entry.text}`, now),
  }
}

const libraries = new WeakMap<LintContext, Library>()

/** The approved statements of a context, those in force apart; read once for each context. */
export function libraryOf(context: LintContext): Library {
  const known = libraries.get(context)
  if (known) return known
  const now = momentIn(context.now)
  const current = new Set(inForce(context, now))
  const all = context.wording ?? []
  const library = {
    valid: all.filter((entry) => current.has(entry)).map((entry) => approved(entry, now)),
    stale: all.filter((entry) => !current.has(entry)).map((entry) => approved(entry, now)),
  }
  libraries.set(context, library)
  return library
}

/** A clause without its figures. */
const wordsOf = remembered((text) => ({ words: text.replace(/[\d.,元块%折]/g, '') }))

/** Whether a clause or sentence names the topic: 满300减50 is about 满减. */
export function isAbout(text: string, { topic, topicPairs }: Approved): boolean {
  if (text.includes(topic) || wordsOf(text).words.includes(topic)) return true
  return containment(topicPairs, pairsOf(text)) >= 0.6
}

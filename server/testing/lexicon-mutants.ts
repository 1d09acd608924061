import { normalise } from '../language/normal.ts'
import type { PersonaRule } from '../persona/rule.ts'
import { Dice } from './hostile-replies.ts'
import { rulesFrom, without, type LexiconBundle, type Rules } from './lexicon-bundle.ts'
import { Candidates } from './lexicon-candidates.ts'
import type { Entry } from './lexicon-entries.ts'
import { liveRules } from './lexicon-live.ts'
import { closing, opening, unmarked } from './lexicon-marks.ts'
import { casesOf, holds, type Case } from './lexicon-samples.ts'
import type { RuleWithExamples } from './rule-examples.ts'

/** Drops entries one at a time and sees whether a rule's examples or samples notice. */
export interface Mutants {
  readonly entries: readonly Entry[]
  /** Whether some case of a rule that reads the entry gets another verdict without it. */
  isCaught(entry: Entry): boolean
  /** A case that only holds with the entry; it counts from then on. */
  sampleFor(entry: Entry): { readonly name: string; readonly found: Case } | undefined
}

const mostTries = 600

interface Known extends Case {
  /** Everything that is read in it, as the rules read it. */
  readonly read: string
}

interface Reader {
  readonly name: string
  readonly rule: PersonaRule
  readonly list: Known[]
}

function known(one: Case): Known {
  const all: string[] = [one.draft]
  JSON.stringify(one.context, (_, value: unknown) => {
    if (typeof value === 'string') all.push(value)
    return value
  })
  return { ...one, read: normalise(all.join('\n')).text.replaceAll(/[ \t·•*_]/g, '') }
}

/** The entry as it stands in its patterns; undefined where that tells nothing of a text as a whole. */
function ownPattern(id: number, source: string): RegExp | undefined {
  const from = source.indexOf(opening(id))
  const words = unmarked(source.slice(from, source.indexOf(closing(id), from)))
  if (from === -1 || /\\[1-9bB]|\(\?<?[=!]|(?<!\[)\^|\$/.test(words)) return undefined
  try {
    return new RegExp(words, /\\p/.test(words) ? 'u' : '')
  } catch {
    return undefined
  }
}

/** The rules with some entry dropped, made anew: for entries that no pattern holds. */
function rulesWithout(text: string, entry: Entry): Rules | undefined {
  try {
    return rulesFrom(without(text, entry))
  } catch {
    return undefined
  }
}

export function mutantsOf(bundle: LexiconBundle, all: readonly RuleWithExamples[]): Mutants {
  const { text, entries, readersOf } = bundle
  const original = rulesFrom(text)
  const readers = new Map<string, Reader>(
    all.flatMap((one) => {
      const rule = original.get(one.rule.id)
      return rule ? [[one.name, { name: one.name, rule, list: casesOf(one).map(known) }]] : []
    }),
  )
  const everywhere = liveRules(bundle, [...entries.keys()])
  // Some patterns are made when they are first needed.
  for (const { rule, list } of readers.values())
    for (const { draft, context } of list) everywhere.rules.get(rule.id)?.check(draft, context)
  const inPatterns = [...entries.keys()].filter((id) => everywhere.sourcesOf(id).length > 0)
  const live = liveRules(bundle, inPatterns)
  for (const { rule, list } of readers.values())
    for (const { draft, context } of list) live.rules.get(rule.id)?.check(draft, context)
  live.settle()
  const ids = new Map(inPatterns.map((id) => [entries[id], id]))
  const breadth = new Map<string, number>()
  for (const file of new Set(entries.map((entry) => entry.file)))
    for (const name of readersOf(file)) breadth.set(name, (breadth.get(name) ?? 0) + 1)

  /** The rules that read the entry, those first that read little else. */
  function readersFor(entry: Entry): readonly Reader[] {
    return readersOf(entry.file)
      .toSorted((a, b) => (breadth.get(a) ?? 0) - (breadth.get(b) ?? 0))
      .flatMap((name) => readers.get(name) ?? [])
  }

  function whileDropped<Result>(entry: Entry, use: (rules: Rules | undefined) => Result): Result {
    const id = ids.get(entry)
    if (id === undefined) return use(rulesWithout(text, entry))
    return live.whileDropped(id, use)
  }

  return {
    entries,
    isCaught(entry) {
      const id = ids.get(entry)
      const own =
        id === undefined ? undefined : live.sourcesOf(id).map((one) => ownPattern(id, one))
      const mayTell = ({ read }: Known): boolean =>
        own?.some((pattern) => pattern === undefined || pattern.test(read)) ?? true
      return whileDropped(entry, (mutated) =>
        readersFor(entry).some(({ rule: { id: name }, list }) => {
          const rule = mutated?.get(name)
          return rule === undefined || list.some((one) => mayTell(one) && !holds(rule, one))
        }),
      )
    },
    sampleFor(entry) {
      const id = ids.get(entry)
      if (id === undefined) return undefined
      for (const { name, rule, list } of readersFor(entry)) {
        const candidates = new Candidates(rule, list, new Dice(id)).of(id, live)
        const found = live.whileDropped(id, (mutated) => {
          let tries = 0
          const after = mutated?.get(rule.id)
          for (const one of candidates) {
            if (++tries > mostTries || !after) return undefined
            const isFlagged = rule.check(one.draft, one.context).length > 0
            if (!holds(after, { ...one, isFlagged })) return { ...one, isFlagged }
          }
          return undefined
        })
        if (!found) continue
        list.push(known(found))
        return { name, found }
      }
      return undefined
    },
  }
}

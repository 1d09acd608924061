import { readdirSync, readFileSync } from 'node:fs'
import type { LintContext } from '../persona/context.ts'
import { judge } from '../persona/guide.ts'
import { median, within, type BenchRow } from './row.ts'

interface Trade {
  readonly contexts: Readonly<Record<string, LintContext>>
  readonly drafts: readonly { readonly draft: string; readonly context: string }[]
}

const folder = new URL('../persona/drafts/', import.meta.url)
const length = 500
const rounds = 5

function trades(): readonly Trade[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Trade)
}

/** All that the ticket of one trade may know at once: what only some contexts have, this one has. */
function fullContext({ contexts }: Trade): LintContext {
  return Object.values(contexts).reduce<LintContext>((all, one) => ({ ...one, ...all }), {})
}

/** Labelled drafts of one trade in a row, cut to 500 characters; no two texts are the same. */
function longDrafts({ drafts }: Trade): readonly string[] {
  const all = drafts.map(({ draft }) => draft).join('')
  const count = Math.floor(all.length / length)
  return Array.from({ length: count }, (_, i) => all.slice(i * length, (i + 1) * length))
}

/** Time for each draft, ms. */
function judged(all: readonly (readonly [LintContext, readonly string[]])[]): readonly number[] {
  return all.flatMap(([context, drafts]) =>
    drafts.map((draft) => {
      const start = performance.now()
      judge(draft, context)
      return performance.now() - start
    }),
  )
}

/** Drafts of 500 characters, each with the full context of its trade. */
export function longDraftsInContext(): readonly (readonly [LintContext, readonly string[]])[] {
  return trades().map((trade) => [fullContext(trade), longDrafts(trade)] as const)
}

/** All rules on drafts of 500 characters, each with a full context: the median draft of each round. */
export function benchGuidance(): Promise<readonly BenchRow[]> {
  const all = longDraftsInContext()
  judged(all)
  judged(all)
  // The reading of a text is kept for a while; between two rounds lie more texts than are kept.
  const medians = Array.from({ length: rounds }, () => median(judged(all)))
  const name = `all wording rules, ${String(length)} characters`
  return Promise.resolve([within({ name, unit: 'ms', limit: 2, rounds: medians })])
}

import { build } from 'esbuild'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { LintContext } from '../persona/context.ts'
import { median, within, type BenchRow } from './row.ts'

interface Trade {
  readonly contexts: Readonly<Record<string, LintContext>>
  readonly drafts: readonly { readonly draft: string; readonly context: string }[]
}

const folder = new URL('../persona/drafts/', import.meta.url)
const rulesCompiled = new URL('../../.cache/bench/rules.mjs', import.meta.url)
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

type Rules = (draft: string, context: LintContext) => unknown

/** The rules as the relay runs them: compiled. */
async function compiledRules(): Promise<{ readonly findingsOn: Rules }> {
  await build({
    entryPoints: [fileURLToPath(new URL('../persona/guide.ts', import.meta.url))],
    outfile: fileURLToPath(rulesCompiled),
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
  return (await import(rulesCompiled.href)) as { findingsOn: Rules }
}

/** Time for each draft, ms. */
function timesOf(
  run: Rules,
  all: readonly (readonly [LintContext, readonly string[]])[],
): readonly number[] {
  return all.flatMap(([context, drafts]) =>
    drafts.map((draft) => {
      const start = performance.now()
      run(draft, context)
      return performance.now() - start
    }),
  )
}

/** Drafts of 500 characters, each with the full context of its trade. */
export function longDraftsInContext(): readonly (readonly [LintContext, readonly string[]])[] {
  return trades().map((trade) => [fullContext(trade), longDrafts(trade)] as const)
}

/** All rules on drafts of 500 characters, each with a full context: the median draft of each round. */
export async function benchGuidance(): Promise<readonly BenchRow[]> {
  const { findingsOn } = await compiledRules()
  const all = longDraftsInContext()
  timesOf(findingsOn, all)
  timesOf(findingsOn, all)
  // The reading of a text is kept for a while; between two rounds lie more texts than are kept.
  const medians = Array.from({ length: rounds }, () => median(timesOf(findingsOn, all)))
  const name = `all wording rules, ${String(length)} characters`
  return [within({ name, unit: 'ms', limit: 2, rounds: medians })]
}

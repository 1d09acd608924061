import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mayHold } from '../language/may-hold.ts'
import type { LintContext } from './context.ts'
import { rules } from './rules/index.ts'

interface Trade {
  readonly contexts: Readonly<Record<string, LintContext>>
  readonly drafts: readonly { readonly draft: string; readonly context: string }[]
}

const folder = new URL('./drafts/', import.meta.url)
const trades = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Trade)

/** Every pattern that the rules search labelled drafts with, by source and flags. */
function patternsUsed(): readonly RegExp[] {
  const used = new Map<string, RegExp>()
  const search = RegExp.prototype.exec
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    used.set(`${this.flags}/${this.source}`, this)
    return search.call(this, text)
  }
  const some = trades
    .slice(0, 5)
    .flatMap(({ contexts, drafts }) =>
      drafts.slice(0, 12).map(({ draft, context }) => [draft, contexts[context] ?? {}] as const),
    )
  try {
    for (const [draft, context] of some) for (const rule of rules) rule.check(draft, context)
  } finally {
    RegExp.prototype.exec = search
  }
  return [...used.values()].map(
    ({ source, flags }) => new RegExp(source, flags.replace(/[gy]/g, '')),
  )
}

describe('the patterns of the rules', () => {
  const texts = trades.map(({ drafts }) =>
    drafts
      .map(({ draft }) => draft)
      .join('')
      .slice(0, 500),
  )
  const patterns = patternsUsed()

  it('find the same whether a text is asked beforehand or not', () => {
    expect(patterns.length).toBeGreaterThan(500)
    const denied = trades.flatMap(({ drafts }) =>
      drafts
        .slice(0, 40)
        .flatMap(({ draft }) => patterns.filter((one) => one.test(draft) && !mayHold(draft, one))),
    )
    expect(denied).toEqual([])
  })

  it('are mostly ruled out before a search', () => {
    for (const text of texts) {
      const ruledOut = patterns.filter((one) => !mayHold(text, one))
      expect(ruledOut.length).toBeGreaterThan(patterns.length / 2)
    }
  })
})

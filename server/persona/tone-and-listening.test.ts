import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { LintContext } from './context.ts'
import { answerEveryPoint } from './rules/answer-every-point.ts'
import { apologyBeforeReason } from './rules/apology-before-reason.ts'
import { empathyFirst } from './rules/empathy-first.ts'
import { guideNotInterrogate } from './rules/guide-not-interrogate.ts'
import { noAdmissionWhileOpen } from './rules/no-admission-while-open.ts'
import { noBlame } from './rules/no-blame.ts'
import { noColdRefusal } from './rules/no-cold-refusal.ts'
import { noSarcasm } from './rules/no-sarcasm.ts'
import { patient } from './rules/patient.ts'
import { showYouListened } from './rules/show-you-listened.ts'
import { solutionNotOnlyComfort } from './rules/solution-not-only-comfort.ts'

const rules = [
  answerEveryPoint,
  apologyBeforeReason,
  empathyFirst,
  guideNotInterrogate,
  noAdmissionWhileOpen,
  noBlame,
  noColdRefusal,
  noSarcasm,
  patient,
  showYouListened,
  solutionNotOnlyComfort,
]

interface Reply {
  readonly mood: 'negative' | 'neutral' | 'positive'
  readonly investigating?: boolean
  readonly inbound: string
  readonly draft: string
}

// Whole replies of five trades, written apart from the rules' own examples.
const { good, bad } = JSON.parse(
  readFileSync(new URL('./whole-replies.json', import.meta.url), 'utf8'),
) as {
  readonly good: readonly Reply[]
  readonly bad: readonly (Reply & { readonly rules: readonly string[] })[]
}

function heavy({ mood, investigating = false, inbound, draft }: Reply): readonly string[] {
  const isUpset = mood === 'negative'
  const context: LintContext = {
    now: '2026-05-12T10:00:00+08:00',
    customer: { mood: { polarity: mood, anger: isUpset ? 2 : 0 } },
    inbound: [{ text: inbound }],
    ticket: { type: isUpset ? 'complaint' : 'question', investigating },
  }
  return rules
    .flatMap((rule) => rule.check(draft, context))
    .filter(({ severity }) => severity !== 'hint')
    .map(({ rule }) => rule)
}

describe('tone and listening on whole replies', () => {
  it.each(good)('leaves the good reply to "$inbound" alone: $draft', (reply) =>
    expect(heavy(reply)).toEqual([]),
  )

  it.each(bad)('stops the bad reply to "$inbound": $draft', (reply) =>
    expect(heavy(reply)).toEqual(expect.arrayContaining([...reply.rules])),
  )
})

import { useState } from 'react'
import { recordDismissal } from '../../server/api/intents.ts'
import type { Edit, Finding } from '../../server/persona/rule.ts'
import { useWords } from '../kit/i18n.tsx'
import type { Relay } from '../kit/relay.ts'
import type { Composer } from './composer.ts'
import type { FindingActs } from './FindingCard.tsx'
import { nameOf } from './judging.ts'
import { toScript } from './script.ts'
import { words } from './words.ts'

/** Edits of several findings that do not touch each other, the heavier finding's first. */
function together(findings: readonly Finding[]): readonly Edit[] {
  const taken: Edit[] = []
  for (const { fix = [] } of findings) {
    const isFree = fix.every((edit) =>
      taken.every((other) => edit.end < other.start || other.end < edit.start),
    )
    if (isFree) taken.push(...fix)
  }
  return taken
}

interface Inputs {
  readonly composer: Composer
  readonly relay: Relay | undefined
  readonly ticket: string | undefined
  readonly draft: string
  /** All of them: a card stands for every place with the same words and rule. */
  readonly findings: readonly Finding[]
  readonly give: (rule: string, reason: string | undefined) => void
}

/** What an agent can do about the draft, and what came of it. */
export function useFindingActs({ composer, relay, ticket, draft, findings, give }: Inputs) {
  const t = useWords(words)
  const [news, setNews] = useState({ draft: '', text: '' })
  const [script, setScript] = useState('')
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set())

  async function apply(edits: readonly Edit[]): Promise<void> {
    const isDone = await composer.apply(draft, edits).catch(() => false)
    setNews(isDone ? { draft: '', text: '' } : { draft: composer.current().text, text: t('moved') })
  }
  function mend(cards: readonly Finding[]): void {
    const names = new Set(cards.map((card) => nameOf(card, draft)))
    void apply(together(findings.filter((one) => names.has(nameOf(one, draft)))))
  }
  const acts: FindingActs = {
    onFix: (finding) => mend([finding]),
    onDismiss(finding) {
      setDismissed((before) => new Set(before).add(nameOf(finding, draft)))
      // Counted for leads; a count that is lost is no harm to the agent.
      if (relay && ticket !== undefined)
        void relay
          .call(recordDismissal, { parts: { ticketId: ticket }, body: { rule: finding.rule } })
          .catch(() => undefined)
    },
    onReason: ({ rule }, reason) => give(rule, reason),
  }
  async function toTraditional(): Promise<void> {
    try {
      const isDone = await composer.replace(draft, await toScript(draft, 'traditional'))
      setScript(t(isDone ? 'convertCheck' : 'moved'))
    } catch {
      setScript(t('convertFailed'))
    }
  }
  return {
    acts,
    dismissed,
    fixAll: mend,
    toTraditional: () => void toTraditional(),
    use: (text: string) => void composer.replace(composer.current().text, text).catch(() => false),
    news: news.draft === draft ? news.text : '',
    scriptNews: script,
  }
}

import type { LintContext } from './context.ts'
import type { PersonaRule, RuleExamples, Severity } from './rule.ts'

const weight: readonly Severity[] = ['hint', 'warning', 'error', 'block']
const words: Readonly<Record<Severity, string>> = {
  block: 'block',
  error: 'error',
  warning: 'warning',
  hint: 'hint',
}

export interface CatalogueEntry {
  readonly rule: PersonaRule
  readonly examples: RuleExamples
}

type Visibility = 'public' | 'private'

function seenBy(context: LintContext | undefined, visibility: Visibility): LintContext {
  return {
    ...context,
    channel: { ...(context?.channel ?? { kind: 'weibo' }), visibility },
  }
}

/** The heaviest a rule gets on its own bad examples, read in public or in private. */
function heaviest({ rule, examples }: CatalogueEntry, visibility: Visibility): string {
  const found = examples.flagged
    .flatMap(({ draft, context }) => rule.check(draft, seenBy(context, visibility)))
    .map(({ severity }) => weight.indexOf(severity))
  const severity = weight[Math.max(-1, ...found)]
  return severity === undefined ? '—' : words[severity]
}

function inCell(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060]/g, '')
    .replace(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .trim()
}

/** A short bad example; long ones only show length. */
function exampleOf({ examples }: CatalogueEntry): string {
  const drafts = examples.flagged.map(({ draft }) => inCell(draft)).filter((draft) => draft !== '')
  const short = drafts.find((draft) => draft.length <= 60) ?? drafts[0] ?? ''
  return short.length <= 60 ? short : `${[...short].slice(0, 58).join('')}…`
}

const order = 'CALEPXSVI'

function byId(a: CatalogueEntry, b: CatalogueEntry): number {
  const [one, other] = [a.rule.id, b.rule.id]
  const group = order.indexOf(one[2] ?? '') - order.indexOf(other[2] ?? '')
  return group || Number(one.slice(3)) - Number(other.slice(3))
}

/** The page `docs/rules.md`: every rule with its reason, its severities and an example. */
export function cataloguePage(entries: readonly CatalogueEntry[]): string {
  const rows = [...entries].sort(byId).map((entry) => {
    const { id, because } = entry.rule
    const [open, closed] = [heaviest(entry, 'public'), heaviest(entry, 'private')]
    return `| ${id} | ${inCell(because.en)}<br>${inCell(because.zh)} | ${open} | ${closed} | ${exampleOf(entry)} |`
  })
  return `# Wording rules

<!-- Made from the rules by server/persona/catalogue.ts; server/persona/catalogue.test.ts holds it to them. -->

The sidebar, the relay's gate and \`npm run -s relay -- lint\` judge a draft by the same ${entries.length} rules. A **block** holds
the reply, an **error** needs an override that is recorded, a **warning** and a **hint** only advise. The severity is the
heaviest one the rule gives; "—" means that the rule has nothing to say there.

<!-- prettier-ignore -->
| rule | why | public | private | a draft it stops at |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}

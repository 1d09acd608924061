import type { Family, Stage, Unit, Words } from './metric.ts'
import { formulaHash, ownerOf, type Registered } from './registry.ts'

const stages: Readonly<Record<Stage, string>> = {
  1: 'Stage 1: volume and response',
  2: 'Stage 2: service level, resolution, coverage',
  3: 'Stage 3: quality',
  4: 'Stage 4: efficiency and value',
}
const families: Readonly<Record<Family, string>> = {
  scale: 'scale',
  service: 'service',
  quality: 'quality',
  efficiency: 'efficiency',
}
const units: Readonly<Record<Unit, string>> = {
  count: 'count',
  ms: 'duration',
  share: 'share',
  score: 'score',
  money: 'money',
  ratio: 'ratio',
}

const inCell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim()
const both = ({ en, zh }: Words): string => `${inCell(en)}<br>${inCell(zh)}`

/** The parts of a figure by name; the nameless one alone needs no word. */
function partsOf({ parts }: Registered): string {
  const names = Object.keys(parts)
  if (names.length === 1 && names[0] === '') return '—'
  return Object.entries(parts)
    .map(([name, { en, zh }]) => `${name === '' ? '(itself)' : `\`${name}\``} ${en} ${zh}`)
    .map(inCell)
    .join('<br>')
}

/** Digests of the figures' own files, by id. */
export type SourceHashes = ReadonlyMap<string, string>

function kindOf(figure: Registered, sources: SourceHashes): string {
  const { id, family, unit, version, isStanding, inputs = [] } = figure
  const kind = [families[family], units[unit], ...(isStanding ? ['taken at the moment'] : [])]
  const owner = ownerOf(figure)
  const lines = [
    `${kind.join(', ')}; v${version}`,
    ...(inputs.length > 0 ? [`typed in: ${inputs.join(', ')}`] : []),
    `${owner.en} ${owner.zh}`,
    `\`${formulaHash(figure)}\``,
    `\`${sources.get(id) ?? ''}\``,
  ]
  return lines.map(inCell).join('<br>')
}

function rowOf(metric: Registered, sources: SourceHashes): string {
  const { id, title, formula, exclusions } = metric
  const cells = [
    `\`${id}\`<br>${both(title)}`,
    kindOf(metric, sources),
    both(formula),
    exclusions.map(both).join('<br>'),
    partsOf(metric),
  ]
  return `| ${cells.join(' | ')} |`
}

function stageOf(stage: Stage, metrics: readonly Registered[], sources: SourceHashes): string {
  return `## ${stages[stage]}

<!-- prettier-ignore -->
| figure | kind | how it is computed | left out | parts |
| --- | --- | --- | --- | --- |
${metrics
  .filter((metric) => metric.stage === stage)
  .map((metric) => rowOf(metric, sources))
  .join('\n')}
`
}

/** The page `docs/kpi.md`: every figure with its formula, what it leaves out and its parts. */
export function cataloguePage(metrics: readonly Registered[], sources: SourceHashes): string {
  return `# Key figures

<!-- Made from the metrics by server/kpi/catalogue.ts; server/kpi/catalogue.test.ts holds it to them. -->

The service board shows these ${metrics.length} figures, and \`npm run -s relay -- kpi\` all of them that need nothing typed in: folds over
facts that are derived from the journal. Of each figure they say on how many it was measured (\`n\`) of how many it could have been (\`of\`); \`coverage\` is
one by the other. **No data is no figure, never 0.**

- An episode runs from a customer's answerable message to the solve; a later answerable message begins the next. It belongs
  to the period in which it begins. Figures taken at the moment look at whatever began before the period's end.
- Only a person's reply that was delivered and that the customer can see answers. Acknowledgements and bots never do.
- Percentiles are nearest ranks ⌈p·n⌉, shown from 20 values on, with the mean beside the median; below that the values are listed.
  Up to 512 values they are exact, above that within 0.1 % of the value.
- Durations by the clock and in working time (the schedule valid at each instant) stand side by side.
- The version counts up whenever the same events would give another figure.
- Figures with “typed in” also need what only people know (costs, hours, mentions): the board’s sheet keeps it by month with its
  source and owner, spread evenly over the month’s days. They have neither buckets nor tickets, and no data while a filter is set.
- Under “kind” stand the role that answers for the formula, the digest of the formula as the board shows it, and the digest of the
  file that computes it. A file that changes without this page fails a test: look then whether the version must count up.

${([1, 2, 3, 4] as const).map((stage) => stageOf(stage, metrics, sources)).join('\n')}`
}

/**
 * Drops one entry of the wording rules' lists at a time and prints how many drops some example or sample
 * notices, by file. `npm run check:lexicons -- [--file mockery] [--update] [--list]`
 * `--update` looks for a sample for each drop that nothing notices and writes them down; `--list` names
 * the drops that stay unnoticed.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { format } from 'prettier'
import { bundleLexicon } from './lexicon-bundle.ts'
import { mutantsOf } from './lexicon-mutants.ts'
import { holds, inGroups, samplesFile, samplesOf, type Case } from './lexicon-samples.ts'
import { ruleExamples } from './rule-examples.ts'

const { values } = parseArgs({
  options: {
    file: { type: 'string', default: '' },
    update: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
})
const all = await ruleExamples()
const bundle = await bundleLexicon()
const mutants = mutantsOf(bundle, all)
const entries = mutants.entries.filter(({ file }) => file.includes(values.file))
const tally = new Map<string, { dropped: number; unnoticed: number }>()
const added = new Map<string, Case[]>()

entries.forEach((entry, index) => {
  const count = tally.get(entry.file) ?? { dropped: 0, unnoticed: 0 }
  tally.set(entry.file, count)
  count.dropped++
  if (index % 500 === 499)
    process.stderr.write(`${String(index + 1)} of ${String(entries.length)}\n`)
  if (mutants.isCaught(entry)) return
  const sample = values.update ? mutants.sampleFor(entry) : undefined
  if (sample) added.set(sample.name, [...(added.get(sample.name) ?? []), sample.found])
  else {
    count.unnoticed++
    if (values.list) process.stdout.write(`${entry.file}\t${entry.words}\n`)
  }
})

for (const { name, rule } of values.update ? all : []) {
  const before = samplesOf(name)
  const kept = before.filter((one) => holds(rule, one))
  const cases = [...kept, ...(added.get(name) ?? [])]
  if (cases.length === 0 || (kept.length === before.length && cases.length === kept.length))
    continue
  const text = JSON.stringify(inGroups(cases))
  writeFileSync(samplesFile(name), await format(text, { parser: 'json', printWidth: 100 }))
}

const rows = [...tally].sort(([, a], [, b]) => b.unnoticed - a.unnoticed)
for (const [file, { dropped, unnoticed }] of rows)
  process.stdout.write(`${file}\t${String(dropped - unnoticed)} of ${String(dropped)} noticed\n`)
const sum = (key: 'dropped' | 'unnoticed'): number =>
  rows.reduce((total, [, count]) => total + count[key], 0)
const share = (100 * (sum('dropped') - sum('unnoticed'))) / sum('dropped')
process.stdout.write(`all: ${share.toFixed(1)} % of ${String(sum('dropped'))} drops noticed\n`)

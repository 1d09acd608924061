import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bundleLexicon } from '../testing/lexicon-bundle.ts'
import { mutantsOf } from '../testing/lexicon-mutants.ts'
import { holds, samplesOf } from '../testing/lexicon-samples.ts'
import { ruleExamples } from '../testing/rule-examples.ts'

// `npm run check:lexicons` drops every entry of every list.
const all = await ruleExamples()
const mutants = mutantsOf(await bundleLexicon(), all)
const names = readdirSync(new URL('./samples/', import.meta.url)).map((file) => file.slice(0, -5))

describe('the samples of word lists', () => {
  it.each(names)('%s gives each the verdict written down', (name) => {
    const rule = all.find((one) => one.name === name)?.rule
    const cases = samplesOf(name)
    expect(cases.length).toBeGreaterThan(0)
    expect(cases.filter((one) => !rule || !holds(rule, one))).toEqual([])
  })

  it.each([
    ['impatience', '无数'],
    ['impatience', '强调'],
    ['impatience', '八百'],
  ])('notice when %s loses %s', (file, words) => {
    const entry = mutants.entries.find(
      (one) => one.file.endsWith(`/${file}.ts`) && one.words === words,
    )
    expect(entry && mutants.isCaught(entry)).toBe(true)
  })
})

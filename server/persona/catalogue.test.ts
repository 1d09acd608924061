import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cataloguePage, type CatalogueEntry } from './catalogue.ts'
import type { PersonaRule, RuleExamples } from './rule.ts'

const folder = new URL('./rules/', import.meta.url)
const page = new URL('../../docs/rules.md', import.meta.url)
const entries = await Promise.all(
  readdirSync(folder)
    .filter((name) => name.endsWith('.examples.ts'))
    .map(async (name): Promise<CatalogueEntry> => {
      const { examples } = (await import(new URL(name, folder).href)) as { examples: RuleExamples }
      const module = (await import(new URL(name.replace('.examples', ''), folder).href)) as Record<
        string,
        PersonaRule
      >
      return { examples, rule: Object.values(module)[0] as PersonaRule }
    }),
)
const made = cataloguePage(entries)
// `UPDATE_DOCS=1 npx vitest run server/persona/catalogue.test.ts` writes the page anew.
if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, made)

describe('docs/rules.md', () => {
  it('is the page the rules make (S3-14)', () => {
    expect(readFileSync(page, 'utf8')).toBe(made)
  })

  it('has one row for each rule, with a reason in both languages and an example', () => {
    const rows = made.split('\n').filter((line) => line.startsWith('| W-'))
    expect(rows).toHaveLength(entries.length)
    for (const row of rows) {
      expect(row).toMatch(/<br>[^|]*\p{Script=Han}/u)
      expect(row).toMatch(
        /\| (?:block|error|warning|hint|—) \| (?:block|error|warning|hint|—) \| \S/,
      )
    }
  })

  it('tells how severities differ between public and private', () => {
    const cells = (id: string): readonly string[] =>
      (made.split('\n').find((line) => line.startsWith(`| ${id} `)) ?? '').split(' | ').slice(2, 4)
    expect(cells('W-S1')).toEqual(['block', 'warning'])
    expect(cells('W-S4')).toEqual(['error', 'warning'])
    expect(cells('W-S6')).toEqual(['error', 'error'])
    expect(cells('W-S3')).toEqual(['hint', '—'])
  })
})

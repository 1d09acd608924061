import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cataloguePage } from './catalogue.ts'
import { metrics as folded } from './metrics/index.ts'
import { outcomes } from './outcomes/index.ts'
import { formulaHash, type Registered } from './registry.ts'

/** Digests of the files that figures are computed in, by the id of the figure. */
const sources = new Map(
  ['./metrics/', './outcomes/'].flatMap((path) => {
    const folder = new URL(path, import.meta.url)
    return readdirSync(folder).flatMap((name): [string, string][] => {
      const text = readFileSync(new URL(name, folder), 'utf8')
      const id = /^ {2}id: '(\w+)',$/m.exec(text)?.[1]
      if (name.endsWith('.test.ts') || id === undefined) return []
      return [[id, createHash('sha256').update(text).digest('hex').slice(0, 12)]]
    })
  }),
)
const metrics: readonly Registered[] = [...folded, ...outcomes]
const page = new URL('../../docs/kpi.md', import.meta.url)
const made = cataloguePage(metrics, sources)
// `UPDATE_DOCS=1 npx vitest run server/kpi/catalogue.test.ts` writes the page anew.
if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, made)

const rowOf = (id: string): string =>
  made.split('\n').find((line) => line.startsWith(`| \`${id}\``)) ?? ''

describe('docs/kpi.md', () => {
  it('is the page the metrics make', () => {
    expect(readFileSync(page, 'utf8')).toBe(made)
  })
  it('has one row of five cells for each figure', () => {
    for (const { id, formula } of metrics) {
      expect(rowOf(id).split(/(?<!\\) ?\| /)).toHaveLength(6)
      expect(rowOf(id)).toContain(formula.zh)
    }
    expect(made.split('\n').filter((line) => line.startsWith('| `'))).toHaveLength(metrics.length)
  })
  it('names of each figure its owner, and the digests of its formula and its file (S2-17)', () => {
    for (const figure of metrics) {
      expect(rowOf(figure.id)).toContain(
        `<br>\`${formulaHash(figure)}\`<br>\`${sources.get(figure.id)}\``,
      )
      expect(sources.get(figure.id)).toMatch(/^[0-9a-f]{12}$/)
      expect(rowOf(figure.id)).toMatch(/(lead|owner) \p{Script=Han}+<br>/u)
    }
    expect(new Set(sources.values()).size).toBe(metrics.length)
  })
  it('gives another digest to another formula, version or exclusion (S2-17)', () => {
    const [figure] = metrics as [Registered]
    const others: readonly Registered[] = [
      { ...figure, version: figure.version + 1 },
      { ...figure, formula: { ...figure.formula, zh: `${figure.formula.zh}。` } },
      { ...figure, exclusions: [] },
      { ...figure, unit: 'score' },
      figure,
    ]
    const hashes = others.map(formulaHash)
    expect(new Set(hashes).size).toBe(5)
    expect(hashes[4]).toBe(formulaHash(metrics[0] as Registered))
    expect(hashes[0]).toMatch(/^[0-9a-f]{14}$/)
  })
  it('asks people for costs, hours and mentions only: everything else is read from the journal (S2-24)', () => {
    const typed = new Set(metrics.flatMap(({ inputs = [] }) => inputs))
    expect([...typed].sort()).toEqual(
      ['attributedSales', 'brandMentions', 'competitorMentions', 'loggedInHours'].concat([
        'programmeCost',
        'retainedMargin',
        'savedContactCost',
        'staffCost',
      ]),
    )
  })
  it('names kind, version, parts and what is left out', () => {
    expect(rowOf('csat')).toContain('quality, share; v1')
    expect(rowOf('csat')).toContain('(itself) Satisfaction')
    expect(rowOf('serviceLevel')).toContain('`business` Working time')
    expect(rowOf('stillWaiting')).toContain('taken at the moment')
    expect(rowOf('responseRate')).toMatch(/ — \|$/)
    expect(rowOf('firstResponseSeconds')).toContain('Acknowledgements, bots and internal notes')
  })
  it('stands by stages, each figure under its own', () => {
    const sections = made.split('## Stage ').slice(1)
    expect(sections.map((text) => text[0])).toEqual(['1', '2', '3', '4'])
    for (const { id, stage } of metrics) expect(sections[stage - 1]).toContain(`| \`${id}\``)
  })
})

import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cataloguePage } from './catalogue.ts'
import { metrics } from './metrics/index.ts'

const page = new URL('../../docs/kpi.md', import.meta.url)
const made = cataloguePage(metrics)
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

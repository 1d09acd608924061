import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { metricById, metrics } from '../metrics/index.ts'
import { outcomes } from './index.ts'

const folder = new URL('./', import.meta.url)
const names = readdirSync(folder).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'index.ts',
)

describe('the list of outcomes', () => {
  it('holds every file of the folder, each with its test', () => {
    const list = readFileSync(new URL('index.ts', folder), 'utf8')
    const files = new Set(readdirSync(folder))
    for (const name of names) {
      expect(list).toContain(`'./${name}'`)
      expect(files.has(name.replace(/\.ts$/, '.test.ts'))).toBe(true)
    }
    expect(outcomes).toHaveLength(names.length)
  })
  it('shares no id with the metrics, and reads from those there are', () => {
    const ids = [...metrics, ...outcomes].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { from } of outcomes) for (const id of from) expect(metricById(id)).toBeDefined()
  })
  it('has no figure of anything that nobody typed in', () => {
    const told = { sum: () => undefined, readings: new Map(), handlingSeconds: 300 }
    for (const { read } of outcomes) expect(read(told)).toBeUndefined()
  })
  it('says in both languages what each is, and needs something typed in', () => {
    for (const { title, formula, exclusions, parts, inputs } of outcomes) {
      for (const { zh, en } of [title, formula, ...exclusions, ...Object.values(parts)]) {
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(en).toMatch(/[a-z]{2}/)
      }
      expect(inputs.length).toBeGreaterThan(0)
    }
  })
})

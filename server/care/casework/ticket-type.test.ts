import fc from 'fast-check'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pointsIn } from '../../language/points.ts'
import type { LintContext } from '../../persona/context.ts'
import { suggestType, type SuggestedType } from './ticket-type.ts'
import heldOut from './ticket-type.held-out.json' with { type: 'json' }
import labelled from './ticket-type.labelled.json' with { type: 'json' }

interface Labelled {
  readonly type: string
  readonly text: string
  readonly job?: string
}

const read = (text: string): SuggestedType =>
  suggestType(text, {
    asks: pointsIn(text).filter(({ kind }) => kind !== 'complaint').length,
    isUpset: false,
  })

/** Sets of drafts written after the words were chosen. */
const later = /^fresh-[78]\.json$/

/** The customers of the drafts by which the wording rules are measured, labelled for those. */
function customersOfDrafts(): readonly Labelled[] {
  const folder = join(import.meta.dirname, '../../persona/drafts')
  const found = new Map<string, Labelled>()
  for (const file of readdirSync(folder).filter(
    (name) => name.endsWith('.json') && !later.test(name),
  ))
    JSON.parse(readFileSync(join(folder, file), 'utf8'), (_key, value: unknown) => {
      const { ticket, inbound = [] } = (value ?? {}) as LintContext
      if (ticket?.type && inbound.length > 0) {
        const text = inbound.map((one) => one.text).join('\n')
        found.set(text, { type: ticket.type, text })
      }
      return value
    })
  return [...found.values()]
}

interface Figures {
  readonly n: number
  readonly precision: number
  readonly recall: number
}

function report(all: readonly Labelled[], of: (one: SuggestedType) => string | undefined) {
  const seen = all.map(({ type, text }) => ({ type, got: of(read(text)) }))
  const perClass = new Map<string, Figures>()
  for (const type of [...new Set(seen.map((one) => one.type))].sort()) {
    const real = seen.filter((one) => one.type === type)
    const said = seen.filter(({ got }) => got === type)
    const right = real.filter(({ got }) => got === type).length
    perClass.set(type, {
      n: real.length,
      precision: said.length === 0 ? 1 : right / said.length,
      recall: right / real.length,
    })
  }
  const right = seen.filter(({ type, got }) => type === got).length
  return { perClass, said: seen.filter(({ got }) => got).length, right, n: seen.length }
}

function print(name: string, { perClass, right, n }: ReturnType<typeof report>): void {
  const lines = [...perClass].map(
    ([type, { n: count, precision, recall }]) =>
      `  ${type.padEnd(11)} n ${String(count).padStart(3)}  precision ${precision.toFixed(2)}  recall ${recall.toFixed(2)}`,
  )
  process.stdout.write(`ticket types, ${name} (${right} of ${n} right)\n${lines.join('\n')}\n`)
}

describe('suggestType', () => {
  it('tells the types apart in messages of five trades, reported class by class (S3-01)', () => {
    const found = report(labelled, ({ type }) => type)
    print('labelled', found)
    expect(labelled.length).toBeGreaterThanOrEqual(150)
    expect(new Set(labelled.map(({ trade }) => trade)).size).toBe(5)
    expect(found.perClass.size).toBe(7)
    for (const { n, precision, recall } of found.perClass.values()) {
      expect(n).toBeGreaterThanOrEqual(20)
      expect(precision).toBeGreaterThanOrEqual(0.95)
      expect(recall).toBeGreaterThanOrEqual(0.95)
    }
  })

  it('holds on messages that no word was chosen for (S3-01)', () => {
    const found = report(heldOut, ({ type }) => type)
    print('held out', found)
    expect(found.right / found.n).toBeGreaterThanOrEqual(0.9)
    for (const { precision, recall } of found.perClass.values()) {
      expect(precision).toBeGreaterThanOrEqual(0.75)
      expect(recall).toBeGreaterThanOrEqual(0.75)
    }
  })

  it('finds complaints where nobody says the word, as customers really write', () => {
    const found = report(customersOfDrafts(), ({ type }) => type)
    print('customers of drafts', found)
    expect(found.right / found.n).toBeGreaterThanOrEqual(0.75)
    expect(found.perClass.get('complaint')?.precision).toBeGreaterThanOrEqual(0.95)
    expect(found.perClass.get('complaint')?.recall).toBeGreaterThanOrEqual(0.85)
  })

  it('is rarely wrong where it calls the signs clear, and never often about a complaint', () => {
    const all = [...labelled, ...heldOut, ...customersOfDrafts()]
    const clear = report(all, ({ type, isClear }) => (isClear ? type : undefined))
    print('clear ones only', clear)
    expect(clear.right / clear.said).toBeGreaterThanOrEqual(0.95)
    expect(clear.said / clear.n).toBeGreaterThanOrEqual(0.6)
    expect(clear.perClass.get('complaint')?.precision).toBeGreaterThanOrEqual(0.97)
  })

  it('counts praise and suggestions as feedback, whatever they are about (S3-01)', () => {
    const feedback = labelled.filter((one: Labelled) => one.type === 'praise' || one.job)
    expect(feedback.length).toBeGreaterThanOrEqual(25)
    for (const { text } of feedback) expect([text, read(text).job]).toEqual([text, 'feedback'])
    const jobs = new Set(labelled.map(({ text }) => read(text).job))
    expect([...jobs].sort()).toEqual(['advice', 'complaints', 'feedback', 'orders', 'problems'])
  })

  it('names words of the customer, at most three, and says the same twice', () => {
    const samples = fc.constantFrom(...[...labelled, ...heldOut].map(({ text }) => text))
    fc.assert(
      fc.property(fc.array(fc.oneof(samples, fc.string()), { maxLength: 4 }), (texts) => {
        const text = texts.join('\n')
        const { signs, ...found } = read(text)
        expect(signs.length).toBeLessThanOrEqual(3)
        for (const sign of signs) expect(text).toContain(sign)
        expect(read(text)).toEqual({ signs, ...found })
      }),
      { numRuns: 200 },
    )
  })

  it('goes by the mood only where no word says anything', () => {
    const upset = { asks: 0, isUpset: true }
    expect(suggestType('嗯', upset)).toMatchObject({ type: 'emotional', signs: [], isClear: false })
    expect(suggestType('宽带断网了', upset).type).toBe('technical')
    expect(suggestType('嗯', { asks: 0, isUpset: false }).type).toBe('question')
  })

  it('reads a long hostile text in a moment', () => {
    const text = '退'.repeat(4000) + '多少'.repeat(2000) + '一直'.repeat(2000)
    const began = performance.now()
    read(text)
    expect(performance.now() - began).toBeLessThan(5000)
  })
})

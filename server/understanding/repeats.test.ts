import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import pairs from './repeats.labelled.json' with { type: 'json' }
import { repeatOf, type Contact } from './repeats.ts'

const hour = 3_600_000
const contact = (text: string, at: number, more: Partial<Contact> = {}): Contact => ({
  person: 'p',
  text,
  at,
  ...more,
})
const isRepeat = (a: string, b: string, more: Partial<Contact> = {}): boolean =>
  repeatOf(contact(a, 0), contact(b, 20 * hour, more)).isRepeat

describe('repeatOf', () => {
  it('finds who comes back about the same, and nobody else (S0-31)', () => {
    const told = pairs as unknown as readonly (readonly [string, string, boolean])[]
    const found = told.map(([a, b, truth]) => ({ truth, said: isRepeat(a, b), b }))
    const hits = found.filter(({ truth, said }) => truth && said).length
    const f1 =
      (2 * hits) / (found.filter(({ said }) => said).length + found.filter((x) => x.truth).length)
    const wrong = found.filter(({ truth, said }) => truth !== said).map(({ b }) => b)
    process.stdout.write(
      `repeats: F1 ${f1.toFixed(3)} over ${found.length} pairs; wrong: ${wrong.join(' | ')}\n`,
    )
    expect(f1).toBeGreaterThanOrEqual(0.9)
  })

  const [first, again] = ['宽带断了，光猫红灯一直闪', '宽带还是断的，光猫红灯还在闪']
  it('takes a person on two channels for one, and two persons for two', () => {
    expect(repeatOf(contact(first, 0), contact(again, hour)).isRepeat).toBe(true)
    expect(repeatOf(contact(first, 0), contact(again, hour, { person: 'q' })).isRepeat).toBe(false)
  })

  it('looks back as far as its window, the end included', () => {
    const at = (ms: number) => repeatOf(contact(first, 0), contact(again, ms)).isRepeat
    expect([at(7 * 24 * hour), at(7 * 24 * hour + 1), at(-1)]).toEqual([true, false, false])
    const day = { windowMs: 24 * hour }
    expect(repeatOf(contact(first, 0), contact(again, 25 * hour), day).isRepeat).toBe(false)
  })

  it('tells two products apart though the words are alike', () => {
    const of = (product: string) => contact('机器坏了要求换货', 0, { product })
    expect(repeatOf(of('空调'), { ...of('空调'), at: hour }).isRepeat).toBe(true)
    expect(repeatOf(of('空调'), { ...of('冰箱'), at: hour }).score).toBeLessThan(
      repeatOf(of('空调'), { ...of('空调'), at: hour }).score,
    )
  })

  it('answers any two texts with a score from 0 to 1', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const { score } = repeatOf(contact(a, 0), contact(b, hour))
        expect(score >= 0 && score <= 1).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})

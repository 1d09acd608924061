import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseVariant, worded, type Addressee } from './wording.ts'

const answer = '主水管破裂，抢修队已到现场，预计今晚20:00恢复供水，恢复后在这里告诉您。'
const everybody = (n: number): readonly Addressee[] =>
  Array.from({ length: n }, (_, i) => ({ key: `person-${i}`, place: '杭州' }))

function textsFor(people: readonly Addressee[], text = answer, most = 140) {
  const before: ReadonlySet<string>[] = []
  const fits = (made: string) => made.length <= most
  return people.map((one) => {
    const chosen = chooseVariant(text, one, { fits, before }) ?? expect.fail()
    return { text: worded(text, one, chosen.variant), closest: chosen.closest }
  })
}

describe('chooseVariant', () => {
  it('gives thirty people of one place thirty different texts, each with the whole answer (S4-11)', () => {
    const texts = textsFor(everybody(30))
    expect(new Set(texts.map(({ text }) => text)).size).toBe(30)
    for (const { text } of texts) expect(text).toContain(answer)
    // Measured: neighbours differ in an eighth of their pairs of signs at least.
    expect(Math.max(...texts.map(({ closest }) => closest))).toBeLessThan(0.9)
  })
  it('gives the same person the same wording every time', () => {
    expect(textsFor(everybody(12))).toEqual(textsFor(everybody(12)))
  })
  it('drops its own lines where the answer leaves no room for them', () => {
    const long = answer + '您'.repeat(140 - answer.length)
    const [only] = textsFor([{ key: 'a' }], long, 140)
    expect(only?.text).toBe(long)
  })
  it('says so where even the answer alone is too long', () => {
    const fits = () => false
    expect(chooseVariant(answer, { key: 'a' }, { fits, before: [] })).toBeUndefined()
  })
  it('never makes the answer say less, whatever name and place somebody has', () => {
    const some = fc.record({ key: fc.string(), name: fc.string(), place: fc.constant('杭州') })
    fc.assert(
      fc.property(some, (one) => {
        const { variant } = chooseVariant(answer, one, { fits: () => true, before: [] })!
        expect(worded(answer, one, variant)).toContain(answer)
      }),
    )
  })
})

describe('worded', () => {
  it('calls by name and place where the lead left room for them', () => {
    const text = worded('{称呼}，{地点}的水今晚恢复', { key: 'a', name: '阿水', place: '杭州' }, 0)
    expect(text).toContain('阿水，杭州的水今晚恢复')
    expect(text.match(/阿水/g)).toHaveLength(1)
  })
  it('calls nobody by a name that is none', () => {
    expect(worded(answer, { key: 'a', name: '<b>!!</b>' }, 0)).not.toContain('<b>')
  })
  it('words an English answer in English', () => {
    expect(worded('Water is back at 8 pm.', { key: 'a', name: 'Kim' }, 0)).toMatch(/^Hello Kim/)
  })
})

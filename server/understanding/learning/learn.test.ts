import { describe, expect, it } from 'vitest'
import { shipped } from '../../testing/shipped-engine.ts'
import { understand } from '../understand.ts'
import { encodeLearnt } from './codec.ts'
import { isHeldBack } from './example.ts'
import { hashOf } from './fingerprint.ts'
import { chargingText, finished, heldBackOf, labelled } from './learning.fake.ts'
import { digestOfLabels, learn, leastLabels, withLearnt, type OwnReading } from './learn.ts'

const calm: readonly OwnReading[] = [
  '宽带断了两天没人来修',
  '话费多扣了三十块',
  '快递到现在没收到',
  '客服态度很差',
  '退款什么时候到账',
  '今天天气真好',
].flatMap((text, n) =>
  Array.from({ length: 5 }, (_, i) => ({
    message: `c${n}${i}`,
    text: `${text}${'，请尽快'.repeat(i % 2)}`,
    labels: {},
  })),
)

function run(texts: readonly OwnReading[], categories: readonly string[] = ['charging']) {
  return finished(learn({ engine: shipped, texts, categories, current: undefined }))
}

const categoryOf = (result: ReturnType<typeof run>) =>
  result.fields.find(({ field }) => field === 'category')

function read(text: string, result: ReturnType<typeof run>) {
  const models = result.learnt ? withLearnt(shipped.models, result.learnt) : shipped.models
  return understand({ text, at: 0, timeZone: 'Asia/Shanghai' }, { ...shipped, models })
}

describe('learn', () => {
  it('learns a category of the tenant’s own that no shipped model knows', () => {
    const texts = [...labelled(() => 'charging', 80), ...calm]
    const result = run(texts)
    expect(categoryOf(result)).toMatchObject({ outcome: 'better', labels: 80 })
    const fresh = '公司楼下快充桩充到一半停了'
    expect(read(fresh, run([])).what.category.value).not.toBe('charging')
    expect(read(fresh, result).what.category.value).toBe('charging')
    expect(read('宽带断了两天没人来修', result).what.category.value).toBe('network')
  })

  it('gives the same bytes from the same labels, in whatever order they come', () => {
    const texts = [...labelled(() => 'charging', 60), ...calm]
    const one = run(texts).learnt ?? expect.fail('nothing was learnt')
    const other = run([...texts].reverse()).learnt ?? expect.fail('nothing was learnt')
    expect(encodeLearnt(other)).toBe(encodeLearnt(one))
    expect(digestOfLabels([...texts].reverse())).toBe(digestOfLabels(texts))
  })

  it('refuses what is no better on the labels held back', () => {
    // What is learnt from says one thing, what is held back another.
    const texts = labelled(() => 'charging', 80).map((one) =>
      isHeldBack(one.message) ? { ...one, labels: { category: 'quality' } } : one,
    )
    const result = run(texts)
    expect(categoryOf(result)?.outcome).toBe('no_better')
    expect(result.learnt).toBeUndefined()
  })

  it('refuses labels that follow no rule', () => {
    const values = ['billing', 'refund', 'charging', 'promo', 'praise', 'account', 'delivery']
    const result = run(labelled((n) => values[hashOf(`value ${n}`) % 7] ?? '', 80))
    expect(result.learnt).toBeUndefined()
  })

  it('refuses what reads texts otherwise that nobody objected to', () => {
    const unnoticed = Array.from({ length: 80 }, (_, n) => {
      return { message: `u${n}`, text: chargingText(n), labels: {} }
    })
    const result = run([...labelled(() => 'refund', 60), ...unnoticed])
    expect(result.learnt).toBeUndefined()
  })

  it('learns nothing from too few labels, and says so', () => {
    const texts = labelled(() => 'charging', leastLabels - 1)
    expect(categoryOf(run(texts))).toEqual({
      field: 'category',
      labels: leastLabels - 1,
      outcome: 'too_few',
    })
    expect(run([]).fields.map(({ outcome }) => outcome)).toEqual(['too_few', 'too_few', 'too_few'])
  })

  it('never learns a category the tenant does not have', () => {
    expect(
      run(
        labelled(() => 'charging', 80),
        [],
      ).learnt,
    ).toBeUndefined()
  })

  it('keeps a part of the labels to measure on, always the same one', () => {
    const few = heldBackOf(labelled(() => 'charging', 200))
    expect(few).toBeGreaterThan(30)
    expect(few).toBeLessThan(70)
    expect(['m0001', 'm0002', 'm0003', 'm0004', 'm0005'].map(isHeldBack)).toMatchInlineSnapshot(`
      [
        false,
        false,
        false,
        false,
        true,
      ]
    `)
  })

  it('keeps what is in use where a new one is no better', () => {
    const texts = [...labelled(() => 'charging', 80), ...calm]
    const { learnt } = run(texts)
    const again = finished(
      learn({ engine: shipped, texts, categories: ['charging'], current: learnt }),
    )
    expect(categoryOf(again)?.outcome).toBe('no_better')
    expect(again.learnt).toBeUndefined()
  })
})

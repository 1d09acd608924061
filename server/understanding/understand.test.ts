import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modelFields, modelsFrom } from './models.ts'
import type { Understanding, When, Where } from './result.ts'
import { engineOf, polarityOf, understand, type Parts } from './understand.ts'

const bytesOf = (field: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, 'models', `${field}.model`))
const models = modelsFrom(bytesOf)
if (typeof models === 'string') throw new Error(`no model of ${models}`)
const engine = engineOf(models)
const moment = { at: Date.parse('2026-05-12T16:40:00+08:00'), timeZone: 'Asia/Shanghai' }
const read = (text: string): Understanding => understand({ text, ...moment }, engine)

function expectValid(text: string, result: Understanding): void {
  const spans = [...result.evidence, ...result.points, ...result.pii]
  if (result.what.trigger) spans.push(result.what.trigger)
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeGreaterThan(start)
    expect(end).toBeLessThanOrEqual(text.length)
  }
  const { polarity, escalation, abuse, relevance, anger, what } = result
  for (const one of [polarity, escalation, abuse, relevance, what.category, anger]) {
    expect(one.confidence).toBeGreaterThanOrEqual(0)
    expect(one.confidence).toBeLessThanOrEqual(1)
    expect(typeof one.decided).toBe('boolean')
  }
  expect(['negative', 'neutral', 'positive']).toContain(polarity.value)
  expect(['none', 'regulator', 'media', 'legal']).toContain(escalation.value)
  expect(['demand', 'talk', 'noise']).toContain(relevance.value)
  expect([0, 1, 2, 3]).toContain(anger.level)
  expect(typeof abuse.value).toBe('boolean')
}

const pieces = [
  '宽带断了三天了',
  '凭什么',
  '!!!???',
  '[怒]',
  '@演示用户 ',
  '//@演示用户:',
  'https://example.com/a',
  '😡',
  '👨‍👩‍👧',
  '\u200b',
  '\ud800',
  '𠮷',
  'ｆｕｌｌ　ｗｉｄｔｈ',
  '<b>粗</b>',
  '網路斷線',
  'wo yao tuikuan',
  '第三次',
  '12315',
  '2月30日',
  '\n\t',
  '[',
  ']',
  '13812345678',
]

describe('understand', () => {
  it('answers any text validly, with every span inside the text', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 20 })))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (value) => {
        expectValid(value, read(value))
      }),
      { numRuns: 300, seed: 5 },
    )
  })
  it.each(['', ' ', '\n', '😀😀😀', '！！！', '…', '12345678901234567890'])(
    'decides no mood where there are no words: %j',
    (text) => {
      const { polarity, anger, what } = read(text)
      expect([polarity.decided, anger.decided, what.category.decided]).toEqual([
        false,
        false,
        false,
      ])
    },
  )
  it('answers 64 KB of any sign or phrase', () => {
    const signs = [
      'a',
      '1',
      ' ',
      '断',
      '?',
      '[',
      '@',
      '/',
      '(',
      '没',
      '第',
      '天',
      '\u200b',
      '不',
      '等',
    ]
    for (const piece of [...signs, '等了3天', '//@', 'http://', '发微博', '138-', '没有']) {
      const text = piece.repeat(Math.ceil(65_536 / piece.length))
      expectValid(text, read(text))
    }
  })
  it('says the same of a text alone and among others', () => {
    const text = '空调不制冷，师傅约了三次都没来'
    const alone = read(text)
    read('谢谢')
    expect(read(text)).toEqual(alone)
  })
  it('reads wide, doubled and hidden signs as plain ones', () => {
    const plain = read('宽带又断了,12315见!')
    const wide = read('宽\u200b带又断了，１２３１５见！')
    expect(wide.escalation.value).toBe('regulator')
    expect(wide.polarity.value).toBe(plain.polarity.value)
  })
  it('takes place and time from the finders it was given, with their evidence', () => {
    const where: Where = {
      province: '广东',
      city: '深圳',
      district: null,
      source: 'text',
      confidence: 0.9,
    }
    const when: When = {
      start: '2026-05-11T18:00:00+08:00',
      end: '2026-05-12T00:00:00+08:00',
      grain: 'part',
    }
    const parts: Parts = {
      findPlace: () => ({ where, evidence: [{ start: 0, end: 2 }] }),
      findTime: () => ({ when, evidence: { start: 2, end: 4 } }),
    }
    const result = understand({ text: '深圳昨晚停电', ...moment }, engineOf(models, {}, parts))
    expect(result).toMatchObject({ where, when })
    expect(result.evidence).toContainEqual({ field: 'where', start: 0, end: 2 })
    expect(result.evidence).toContainEqual({ field: 'when', start: 2, end: 4 })
  })
  it('shows the words of a verdict', () => {
    const text = '宽带断网三天，客服电话打不通，再不修我打12315投诉！！'
    const { evidence, what, escalation } = read(text)
    const wordsOf = (field: string): readonly string[] =>
      evidence.filter((one) => one.field === field).map(({ start, end }) => text.slice(start, end))
    expect(what.category.value).toBe('network')
    expect(what.product).toBe('宽带')
    expect(wordsOf('category')).not.toEqual([])
    expect(escalation.value).toBe('regulator')
    expect(wordsOf('escalation').join()).toContain('12315')
  })
  it('names the products of a tenant by its own list', () => {
    const own = engineOf(models, { productWords: '演示盒子' })
    expect(understand({ text: '演示盒子坏了', ...moment }, own).what.product).toBe('演示盒子')
  })
  it('gives the polarity alone as it gives it among all', () => {
    for (const text of ['师傅态度很好，点赞', '请问怎么改套餐', '垃圾网速，退钱'])
      expect(polarityOf(text, engine)).toEqual(read(text).polarity)
  })
})

describe('the committed models', () => {
  it('are one of each field, each within 1 MB and all within 3 MB', () => {
    const sizes = modelFields.map((field) => bytesOf(field).length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000_000)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(3_000_000)
  })
  it('are as large as their data sheet says', () => {
    const sheet = readFileSync(join(import.meta.dirname, '../../docs/understanding.md'), 'utf8')
    const rowOf = (field: string): string =>
      sheet.split('\n').find((line) => line.startsWith(`| \`${field}\` `)) ?? ''
    for (const field of modelFields)
      expect(rowOf(field), field).toContain(bytesOf(field).length.toLocaleString('en'))
  })
  it('names the field whose file is missing, damaged or of another field', () => {
    const cut = (field: string): Uint8Array =>
      field === 'abuse' ? bytesOf(field).subarray(0, 5000) : bytesOf(field)
    expect(modelsFrom(cut)).toBe('abuse')
    expect(modelsFrom((field) => (field === 'anger' ? undefined : bytesOf(field)))).toBe('anger')
    expect(modelsFrom(() => bytesOf('polarity'))).toBe('anger')
  })
})

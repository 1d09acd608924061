import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wechatDescriptor } from '../../channels/wechat/index.ts'
import { utf8Length } from './utf8.ts'
import { maxBytes, splitText } from './wechat.ts'

const family = '👨‍👩‍👧‍👦'
const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

function signs(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment)
}

/** What people write: Chinese, Latin, marks, emoji of several signs, flags, letters with accents. */
const writing = fc
  .array(
    fc.oneof(
      fc.constantFrom('您好', '。', '，', '！', 'ok', ' ', '\n', family, '🇨🇳', 'é', '👍🏽', '𠮷'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    ),
    { maxLength: 120 },
  )
  .map((pieces) => pieces.join(''))

describe('splitText', () => {
  it('leaves a text that fits whole', () => {
    expect(splitText('字'.repeat(600))).toEqual(['字'.repeat(600)])
    expect(splitText('')).toEqual([])
  })

  it('cuts after a sentence, else at a pause, else where it is full', () => {
    const sentence = `${'字'.repeat(500)}。`
    expect(splitText(sentence + '字'.repeat(300))).toEqual([sentence, '字'.repeat(300)])
    const pause = `${'字'.repeat(500)}，`
    expect(splitText(pause + '字'.repeat(300))).toEqual([pause, '字'.repeat(300)])
    expect(splitText('字'.repeat(601)).map((part) => part.length)).toEqual([600, 1])
  })

  it('keeps every sign whole and every part within the limit, whatever is written', () => {
    fc.assert(
      fc.property(writing, fc.integer({ min: 200, max: 400 }), (text, limit) => {
        const parts = splitText(text, limit)
        for (const part of parts) expect(utf8Length(part)).toBeLessThanOrEqual(limit)
        const shown = parts.flatMap(signs).filter((sign) => sign.trim() !== '')
        expect(shown).toEqual(signs(text).filter((sign) => sign.trim() !== ''))
      }),
      { numRuns: 300 },
    )
  })

  it('cuts no surrogate pair in a cluster too long to be a character', () => {
    const cluster = Array.from({ length: 200 }, () => '👨').join('\u200d')
    const parts = splitText(cluster, 300)
    expect(parts.join('')).toBe(cluster)
    for (const part of parts) {
      expect(part).not.toMatch(/\p{Surrogate}/u)
      expect(utf8Length(part)).toBeLessThanOrEqual(300)
    }
  })

  it('sends no part of blanks, which would be refused as empty', () => {
    const parts = splitText(`${'字'.repeat(600)}${'\n'.repeat(4_000)}完`)
    expect(parts.every((part) => part.trim() !== '')).toBe(true)
    expect(parts.join('')).toMatch(/字\n*完$/)
  })

  it('comes to an end even where a sign is larger than the limit', () =>
    expect(splitText('字字', 2)).toEqual(['字', '字']))

  it('counts what keeps markup as typed, so that no part outgrows the platform (2,048 bytes)', () => {
    const parts = wechatDescriptor.split?.('<a>'.repeat(2_000), 'private') ?? []
    expect(parts.length).toBeGreaterThan(3)
    for (const part of parts)
      expect(wechatDescriptor.measure(part, 'private')).toBeLessThanOrEqual(maxBytes)
  })
})

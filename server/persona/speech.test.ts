import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after, around, before, saidIn, speechOf } from './speech.ts'

const refuses = [{ pattern: /没办法/g }]

function said(draft: string): readonly string[] {
  const speech = speechOf(draft)
  return saidIn(speech.text, refuses).map(({ start, end }) => {
    const span = speech.spanOf(start, end)
    return draft.slice(span.start, span.end)
  })
}

describe('speechOf', () => {
  it.each([
    ['抱歉没办法', '没办法'],
    ['没 办 法，抱歉', '没 办 法'],
    ['没\u200b办·法', '没\u200b办·法'],
    ['ＯＫ，没办法。', '没办法'],
  ])('reads %s through what hides it', (draft, words) => expect(said(draft)).toEqual([words]))

  it.each([
    '客服回您“没办法”，是我们不对。',
    '您说没办法登录，我来看看。',
    '同事说没办法太生硬了，向您道歉。',
  ])('leaves what others said out of %s', (draft) => {
    expect(said(draft)).toEqual([])
    expect(speechOf(draft).whole).toContain('没办法')
  })

  it('keeps the same offsets with and without quotations', () => {
    const { text, whole } = speechOf('他说“不行”，我们可以。')
    expect(text).toHaveLength(whole.length)
    expect(text).toContain('□□')
  })

  it('names spans inside any draft, in order', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('没', '办', '法', ' ', '·', '\u200b', '。', '“', '”', '😀', 'Ａ', '您说'),
        ),
        (parts) => {
          const draft = parts.join('')
          const speech = speechOf(draft)
          let last = 0
          for (let i = 0; i < speech.text.length; i++) {
            const { start, end } = speech.spanOf(i, i + 1)
            expect(last <= start && start < end && end <= draft.length).toBe(true)
            last = start
          }
          const empty = speech.spanOf(speech.text.length, speech.text.length)
          expect(empty.start).toBe(empty.end)
        },
      ),
    ))
})

describe('context of a phrase', () => {
  const text = '好的,如果不行,请找我。再见'
  const at = text.indexOf('不行')

  it('looks back to the last mark, ahead as far as the pattern asks, around to the sentence ends', () => {
    expect(before(text, at)).toBe('如果')
    expect(after(text, at + 2).startsWith(',请找我')).toBe(true)
    expect(around(text, { start: at, end: at + 2 })).toBe('好的,如果不行,请找我。')
  })

  it('takes a phrase as meant unless its surroundings excuse it', () => {
    const pattern = /不行/g
    expect(saidIn(text, [{ pattern }])).toHaveLength(1)
    expect(saidIn(text, [{ pattern, unlessBefore: /如果$/ }])).toEqual([])
    expect(saidIn(text, [{ pattern, unlessAfter: /^,请/ }])).toEqual([])
    expect(saidIn(text, [{ pattern, unlessAround: /找我/ }])).toEqual([])
    expect(saidIn(text, [{ pattern, unlessAround: /再见/ }])).toHaveLength(1)
  })

  it('counts overlapping phrases once, the longer first', () =>
    expect(saidIn('没办法', [{ pattern: /没/g }, { pattern: /没办法/g }])).toEqual([
      { start: 0, end: 3 },
    ]))
})

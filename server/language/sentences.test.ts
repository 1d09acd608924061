import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clausesOf, sentencesOf } from './sentences.ts'

const texts = (text: string) => sentencesOf(text).map((one) => one.text)

describe('sentencesOf', () => {
  it('cuts after closing marks and keeps them', () =>
    expect(texts('抱歉让您久等。今天14:00恢复！可以吗？')).toEqual([
      '抱歉让您久等。',
      '今天14:00恢复！',
      '可以吗？',
    ]))
  it('leaves out pieces without a word', () =>
    expect(texts('！！！\n好的。……')).toEqual(['好的。……']))
  it('takes a closing quote with its sentence', () =>
    expect(texts('他说“好。”然后走了')).toEqual(['他说“好。”', '然后走了']))
  it('names spans that hold exactly the text, in order', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('好', 'a', '。', '，', ' ', '\n', '！', '😀')),
        (signs) => {
          const text = signs.join('')
          let at = 0
          for (const one of sentencesOf(text)) {
            expect(text.slice(one.start, one.end)).toBe(one.text)
            expect(one.start).toBeGreaterThanOrEqual(at)
            at = one.end
            for (const clause of clausesOf(one))
              expect(text.slice(clause.start, clause.end)).toBe(clause.text)
          }
        },
      ),
    ))
})

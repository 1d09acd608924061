import { describe, expect, it } from 'vitest'
import { Dice } from './hostile-replies.ts'
import { closing, opening } from './lexicon-marks.ts'
import { PatternWriter } from './pattern-sample.ts'

const patterns = [
  '(?:催|再(?:问|打))+了?',
  '[您你](?:们)?[^,。!?]{2,4}(?:吗|嘛|[?])',
  '爱([\\p{Script=Han}]{1,2})不\\1',
  '\\d{3}(?:元|块)',
  '说得?(?!好)[两三\\d]+遍',
]

describe('texts written from a pattern', () => {
  it.each(patterns)('match %s', (source) => {
    const writer = new PatternWriter(source)
    const dice = new Dice(1)
    const texts = Array.from({ length: 50 }, () => writer.write(dice))
    const pattern = new RegExp(`^(?:${source})`, 'u')
    expect(texts.filter((text) => !pattern.test(text))).toEqual([])
  })

  it('take the marked alternative, however deep it lies', () => {
    const source = `(?:催|(?:再(?:${opening(7)}问${closing(7)}|打))?)了`
    const writer = new PatternWriter(source, opening(7))
    const dice = new Dice(1)
    expect(new Set(Array.from({ length: 20 }, () => writer.write(dice)))).toEqual(
      new Set(['再问了']),
    )
  })

  it('are the same for the same dice', () => {
    const [one, other] = [new Dice(3), new Dice(3)]
    const writer = new PatternWriter(patterns[0] ?? '')
    const write = (dice: Dice) => Array.from({ length: 20 }, () => writer.write(dice))
    expect(write(one)).toEqual(write(other))
  })
})

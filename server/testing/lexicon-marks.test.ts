import { describe, expect, it } from 'vitest'
import { closing, markedIn, opening, unmarked } from './lexicon-marks.ts'

function marked(id: number, words: string): string {
  return opening(id) + words + closing(id)
}

describe('a marked pattern', () => {
  const source = `(?:${marked(1, '催')}|${marked(5000, `再(?:${marked(3, '问')}|打)`)})了`

  it('names the entries it holds', () => {
    expect(markedIn(source)).toEqual([1, 5000, 3])
  })

  it('is the pattern itself without its marks', () => {
    expect(unmarked(source)).toBe('(?:催|再(?:问|打))了')
  })

  it.each([
    [1, '(?:再(?:问|打))了'],
    [5000, '(?:催)了'],
    [3, '(?:催|再(?:打))了'],
  ])('loses entry %i with the sign that parts it from its neighbour', (id, lacking) => {
    expect(unmarked(source, id)).toBe(lacking)
  })

  it('loses an entry at every place it was put', () => {
    const twice = `${marked(2, '您')}|你|x${marked(2, '您')}`
    expect(unmarked(twice, 2)).toBe('你|x[]')
  })
})

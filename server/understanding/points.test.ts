import { expect, it } from 'vitest'
import { normalise } from '../language/normal.ts'
import { pointsOf } from './points.ts'
import { signReader, signsIn } from './rules/signs.ts'

const reader = signReader()
function pointsIn(text: string): readonly string[] {
  const normal = normalise(text)
  return pointsOf(text, normal, signsIn(normal.text, reader)).map(({ start, end }) =>
    text.slice(start, end),
  )
}

it('finds troubles and wishes told without a question, each clause once, in order', () => {
  expect(pointsIn('赔付慢，客服态度差，还要收手续费')).toEqual([
    '赔付慢',
    '客服态度差',
    '还要收手续费',
  ])
})

it('leaves out clauses that want nothing, and sighs', () => {
  expect(pointsIn('昨天下雨，唉，宽带断网了')).toEqual(['宽带断网了'])
  expect(pointsIn('')).toEqual([])
})

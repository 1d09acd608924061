import { expect, it } from 'vitest'
import { day, episode, monday, readingOf, solved } from '../made-facts.fake.ts'
import { personaConsistency } from './persona-consistency.ts'

it('equals the share of sent replies with no persona finding (S0-27, S2-20)', () => {
  const facts = [
    solved({ humanReplies: 3, repliesJudged: 3, repliesFound: 1 }),
    solved({ humanReplies: 2, repliesJudged: 1, repliesFound: 0 }),
  ]
  expect(readingOf(personaConsistency, facts, monday + day)?.['']).toEqual({
    value: 3 / 4,
    n: 4,
    of: 4,
    coverage: 1,
  })
})
it('is no data where nobody judged any reply', () => {
  const facts = [solved({ humanReplies: 2 }), episode()]
  expect(readingOf(personaConsistency, facts, monday + day)).toBeUndefined()
})

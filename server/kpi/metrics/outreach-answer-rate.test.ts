import { expect, it } from 'vitest'
import { day, episode, hour, monday, readingOf, solved } from '../made-facts.fake.ts'
import { outreachAnswerRate } from './outreach-answer-rate.ts'

it('is answered over reached out, as counted by hand (S0-23)', () => {
  const reachedOutAt = monday + 3 * hour
  const facts = [
    episode({ reachedOutAt, outreachAnsweredAt: monday + 4 * hour }),
    solved({ reachedOutAt, reopenedAt: monday + 5 * hour }),
    solved({ reachedOutAt, reopenedAt: monday + 2.5 * hour }),
    episode({ reachedOutAt }),
    episode(),
  ]
  const said = readingOf(outreachAnswerRate, facts, monday + day)?.['']
  expect(said).toEqual({ value: 2 / 4, n: 4, of: 5, coverage: 4 / 5 })
  expect(readingOf(outreachAnswerRate, facts, monday + 4.5 * hour)?.['']?.value).toBe(1 / 4)
  expect(readingOf(outreachAnswerRate, facts, monday + 2 * hour)).toBeUndefined()
})

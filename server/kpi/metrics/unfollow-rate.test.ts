import { expect, it } from 'vitest'
import { day, episode, hour, monday, readingOf, solved } from '../made-facts.fake.ts'
import { unfollowRate } from './unfollow-rate.ts'

const left = (after: number) =>
  solved({
    humanReplies: 2,
    unfollowedAfter: monday + hour,
    unfollowedAt: monday + hour + after,
  })
const later = monday + 30 * day

it('lays an unfollow within seven days to one message, of all messages (S0-26)', () => {
  const facts = [left(7 * day), left(7 * day + 1), solved({ botReplies: 3 }), episode()]
  // 2 + 2 + 1 + 3 messages, one of which drove somebody away.
  expect(readingOf(unfollowRate, facts, later)?.['']).toMatchObject({ value: 1 / 8, n: 8 })
})
it('counts nobody who left unasked, nor one who has not left yet', () => {
  const alone = solved({ unfollowedAt: monday + 2 * hour })
  expect(readingOf(unfollowRate, [alone], later)?.['']?.value).toBe(0)
  expect(readingOf(unfollowRate, [left(day)], monday + 2 * hour)?.['']?.value).toBe(0)
})

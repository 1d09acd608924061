import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveFacts } from './derive.ts'
import type { KpiEvent, ReceivedEvent, RepliedEvent } from './event.ts'
import type { EpisodeFact } from './facts.ts'
import { afterRandomEvents, randomEvents, randomMoment } from './random-events.fake.ts'

const minute = 60_000
const forever = 1e9

/** At so many minutes, entered at once, in conversation `c` by 测试客户. */
function item(platformId: string, atMinute: number, more: Partial<ReceivedEvent> = {}): KpiEvent {
  return {
    type: 'received',
    at: atMinute * minute,
    enteredAt: atMinute * minute,
    conversation: 'c',
    platformId,
    customer: '测试客户',
    channel: 'weibo',
    mention: false,
    kind: 'demand',
    ...more,
  }
}
/** Delivered at once, by a person, for the customer to see. */
function reply(atMinute: number, more: Partial<RepliedEvent> = {}): KpiEvent {
  const at = atMinute * minute
  return {
    type: 'replied',
    at,
    deliveredAt: at,
    conversation: 'c',
    by: 'human',
    public: true,
    ...more,
  }
}
const told = (type: KpiEvent['type'], atMinute: number, more: object = {}): KpiEvent =>
  ({ type, at: atMinute * minute, conversation: 'c', ...more }) as unknown as KpiEvent

/** The facts with times in minutes after the start; what is absent reads undefined. */
const episodes = (...events: KpiEvent[]): readonly EpisodeFact[] =>
  deriveFacts(events, forever).episodes
const turns = (...events: KpiEvent[]) => deriveFacts(events, forever).turns
const inMinutes = (at: number | undefined): number | undefined => at && at / minute

describe('deriveFacts: episodes', () => {
  it('opens with the first answerable item and answers at the delivery of a human, visible reply', () => {
    const [episode, ...others] = episodes(
      item('m1', 1, { enteredAt: 3 * minute, kind: 'closer' }),
      item('m2', 2, { enteredAt: 4 * minute, mention: true, issue: 'screen' }),
      told('acked', 3),
      reply(5, { by: 'bot' }),
      reply(6, { public: false }),
      told('replied', 7, { by: 'human', public: true }),
      reply(8, { deliveredAt: 9 * minute, agent: '演示客服一' }),
      reply(10, { agent: '演示客服二' }),
    )
    expect(others).toEqual([])
    expect(episode).toEqual({
      fact: 'episode',
      channel: 'weibo',
      conversation: 'c',
      agent: '演示客服二',
      id: 'c#1',
      at: 2 * minute,
      enteredAt: 4 * minute,
      person: '测试客户',
      isMention: true,
      issue: 'screen',
      firstReplyAt: 9 * minute,
      firstReplyAgent: '演示客服一',
      humanReplies: 2,
      botReplies: 1,
      failedReplies: 0,
      ackedAt: 3 * minute,
      groupChanges: 0,
      transfers: 0,
      polarities: [],
      repeatsAt: [],
    })
  })

  it('is reopened by an answerable item after the solve, never by a closer or the status alone', () => {
    const found = episodes(
      item('m1', 1),
      told('solved', 2, { mode: 'staff' }),
      item('m2', 3, { kind: 'closer' }),
      told('reopened', 4),
      told('solved', 5),
      item('m3', 6),
    )
    expect(found.map(({ id, at }) => [id, inMinutes(at)])).toEqual([
      ['c#1', 1],
      ['c#2', 6],
    ])
    expect(found[0]).toMatchObject({
      solvedAt: 2 * minute,
      lastSolvedAt: 5 * minute,
      mode: 'staff',
      reopenedAt: 6 * minute,
    })
    expect(found[1]?.solvedAt).toBeUndefined()
  })
})

describe('deriveFacts: turns', () => {
  it('counts a run of items once from its first, up to the next human reply', () => {
    const found = turns(
      item('m1', 1),
      item('m2', 2),
      reply(3, { by: 'bot' }),
      reply(4),
      reply(5),
      item('m3', 6, { kind: 'closer' }),
      item('m4', 7),
    )
    expect(found.map(({ at, repliedAt }) => [inMinutes(at), inMinutes(repliedAt)])).toEqual([
      [1, 4],
      [7, undefined],
    ])
  })
})

describe('deriveFacts', () => {
  it('is the same whatever the order and however often events are repeated', () => {
    fc.assert(
      fc.property(
        randomEvents().chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
          ),
        ),
        randomMoment(),
        ([events, shuffled], asOf) => {
          expect(deriveFacts(shuffled, asOf)).toEqual(deriveFacts(events, asOf))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('knows nothing of what comes after the moment', () => {
    fc.assert(
      fc.property(randomEvents(), (events) => {
        expect(deriveFacts(events, afterRandomEvents)).toEqual(deriveFacts(events, Infinity))
        expect(deriveFacts(events, 0)).toEqual({ items: [], episodes: [], turns: [] })
      }),
      { numRuns: 100 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { deriveFacts } from './derive.ts'
import type { KpiEvent, ReceivedEvent, RepliedEvent } from './event.ts'
import type { EpisodeFact } from './facts.ts'

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

describe('deriveFacts: places', () => {
  it('stand where the trouble is, once that was told, not where whoever writes of it lives', () => {
    const [episode] = episodes(
      item('m1', 1, { province: '湖南', city: '长沙' }),
      told('classified', 2, { province: '广东', city: '深圳' }),
      item('m2', 3, { province: '湖南', city: '长沙' }),
    )
    expect([episode?.province, episode?.city]).toEqual(['广东', '深圳'])
    const [untold] = episodes(
      item('m1', 1, { province: '湖南' }),
      told('classified', 2, { polarity: 'negative' }),
      item('m2', 3, { province: '湖北' }),
    )
    expect(untold?.province).toBe('湖北')
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

describe('deriveFacts: moments', () => {
  it('leaves an item with the solved episode that it was published in, though it entered later', () => {
    const events = [
      item('m1', 1),
      reply(2),
      item('m2', 3, { enteredAt: 9 * minute }),
      told('solved', 5),
    ]
    expect(episodes(...events)).toHaveLength(1)
    expect(episodes(...events)[0]?.reopenedAt).toBeUndefined()
    expect(turns(...events)[1]).toMatchObject({ at: 3 * minute, enteredAt: 9 * minute })
    expect(turns(...events)[1]?.repliedAt).toBeUndefined()
    expect(deriveFacts(events, 8 * minute).items).toHaveLength(1)
  })

  it('lets no reply answer what was published after its delivery', () => {
    const [episode] = episodes(reply(1), item('m1', 2, { enteredAt: 0 }))
    expect(episode).toMatchObject({ at: 2 * minute, humanReplies: 0 })
    expect(episode?.firstReplyAt).toBeUndefined()
  })

  it('counts a reply delivered after the solve for the solved episode, and once it is delivered', () => {
    const events = [item('m1', 1), reply(2, { deliveredAt: 4 * minute }), told('solved', 3)]
    expect(episodes(...events)).toMatchObject([{ firstReplyAt: 4 * minute, solvedAt: 3 * minute }])
    expect(turns(...events)).toMatchObject([{ repliedAt: 4 * minute }])
    expect(deriveFacts(events, 3 * minute).episodes[0]?.firstReplyAt).toBeUndefined()
    expect(deriveFacts(events, 4 * minute).episodes[0]?.firstReplyAt).toBe(4 * minute)
  })

  it('takes an item and a reply or solve of one moment in that order', () => {
    const found = episodes(told('solved', 1), reply(1), item('m1', 1))
    expect(found).toMatchObject([{ firstReplyAt: minute, solvedAt: minute }])
  })

  it('ends a turn with its episode: a later reply answers only what was asked after the solve', () => {
    const found = turns(item('m1', 1), told('solved', 2, { mode: 'bot' }), item('m2', 3), reply(4))
    expect(found.map(({ episode, at, repliedAt }) => [episode, inMinutes(at), repliedAt])).toEqual([
      ['c#1', 1, undefined],
      ['c#2', 3, 4 * minute],
    ])
  })

  it('ignores a solve without episode and a conversation without items', () => {
    expect(
      deriveFacts([told('solved', 1), reply(2), told('rated', 3, { score: 5 })], forever),
    ).toEqual({ items: [], episodes: [], turns: [] })
    expect(episodes(told('solved', 1), item('m1', 2))[0]?.solvedAt).toBeUndefined()
  })
})

describe('deriveFacts: withdrawals', () => {
  const deleted = (platformId: string, atMinute: number): KpiEvent => ({
    type: 'deleted',
    at: atMinute * minute,
    platformId,
  })

  it('abandons an episode when every answerable item is withdrawn, not before', () => {
    const asked = [
      item('m1', 1),
      item('m2', 2),
      item('m3', 3, { kind: 'closer' }),
      deleted('m1', 4),
    ]
    expect(episodes(...asked)[0]?.abandonedAt).toBeUndefined()
    const found = deriveFacts([...asked, deleted('m2', 5)], forever)
    expect(found.episodes).toMatchObject([{ abandonedAt: 5 * minute }])
    expect(found.turns).toMatchObject([{ abandonedAt: 5 * minute }])
    expect(found.items.map(({ deletedAt }) => inMinutes(deletedAt))).toEqual([4, 5, undefined])
  })

  it('keeps both moments of a withdrawn item that is answered after all', () => {
    expect(turns(item('m1', 1), deleted('m1', 2), reply(3))).toMatchObject([
      { abandonedAt: 2 * minute, repliedAt: 3 * minute },
    ])
  })

  it('abandons no turn that was answered and no episode that was solved', () => {
    const events = [
      item('m1', 1),
      reply(2),
      told('solved', 3),
      deleted('m1', 4),
      told('abandoned', 5),
    ]
    expect(turns(...events)[0]?.abandonedAt).toBeUndefined()
    expect(episodes(...events)[0]?.abandonedAt).toBeUndefined()
  })

  it('takes the word that no answer is possible back when the customer asks again', () => {
    expect(episodes(item('m1', 1), told('abandoned', 2))).toMatchObject([
      { abandonedAt: 2 * minute },
    ])
    const again = episodes(item('m1', 1), told('abandoned', 2), item('m2', 3))
    expect(again).toHaveLength(1)
    expect(again[0]?.abandonedAt).toBeUndefined()
  })

  it('withdraws nothing before it was published', () => {
    expect(episodes(item('m1', 2), deleted('m1', 1))[0]?.abandonedAt).toBe(2 * minute)
  })
})

describe('deriveFacts: people and repeats', () => {
  const link = (type: 'linked' | 'unlinked', atMinute: number, a: string, b: string): KpiEvent => ({
    type,
    at: atMinute * minute,
    customer: a,
    sameAs: b,
  })
  const solvedThenElsewhere = [
    item('m1', 1, { customer: 'weibo:2', issue: 'screen' }),
    told('solved', 2),
    item('m2', 3, { conversation: 'd', customer: 'wechat:1', issue: 'screen', channel: 'wechat' }),
    item('m3', 4, { conversation: 'e', customer: 'weibo:2', issue: 'refund' }),
    item('m4', 5, { conversation: 'e', customer: 'weibo:2', issue: 'screen', kind: 'closer' }),
  ]

  it('finds repeats of one issue by one person on any channel, links holding backwards', () => {
    const linked = [
      ...solvedThenElsewhere,
      link('linked', 9, 'weibo:2', 'x'),
      link('linked', 9, 'x', 'wechat:1'),
    ]
    expect(episodes(...solvedThenElsewhere)[0]).toMatchObject({ person: 'weibo:2', repeatsAt: [] })
    expect(episodes(...linked)[0]).toMatchObject({ person: 'wechat:1', repeatsAt: [3 * minute] })
    expect(deriveFacts(linked, 8 * minute).episodes[0]).toMatchObject({ repeatsAt: [] })
  })

  it('believes the last word on a pair, whichever way round, and `unlinked` of two at one moment', () => {
    const people = (...links: KpiEvent[]): string | undefined =>
      episodes(...solvedThenElsewhere, ...links)[0]?.person
    const linked = link('linked', 6, 'weibo:2', 'wechat:1')
    expect(people(linked, link('unlinked', 7, 'wechat:1', 'weibo:2'))).toBe('weibo:2')
    expect(people(linked, link('unlinked', 6, 'weibo:2', 'wechat:1'))).toBe('weibo:2')
    expect(people(link('unlinked', 6, 'weibo:2', 'wechat:1'), linked)).toBe('weibo:2')
    expect(people(linked, link('unlinked', 5, 'weibo:2', 'wechat:1'))).toBe('wechat:1')
  })

  it('counts as a repeat what was classified later, and nothing without an issue', () => {
    const asked = [item('m1', 1), told('solved', 2), item('m2', 3)]
    expect(episodes(...asked)[0]?.repeatsAt).toEqual([])
    const classified = [
      told('classified', 1, { issue: 'wrong' }),
      told('classified', 1.5, { issue: 'screen' }),
      told('classified', 4, { issue: 'screen', anger: 3, polarity: 'negative' }),
      told('classified', 5, { anger: 1, polarity: 'positive' }),
    ]
    expect(episodes(...asked, ...classified)).toMatchObject([
      { issue: 'screen', repeatsAt: [3 * minute], polarities: [] },
      { issue: 'screen', repeatsAt: [], polarities: [-1, 1], anger: 3 },
    ])
  })
})

describe('deriveFacts: what else belongs to an episode', () => {
  it('tells changes of group after the first reply from those before', () => {
    const moved = (atMinute: number, fromGroup: string, toGroup: string): KpiEvent =>
      told('transferred', atMinute, { fromGroup, toGroup })
    const [episode] = episodes(
      item('m1', 1, { group: 'g1' }),
      moved(2, 'g1', 'g2'),
      reply(3),
      moved(3, 'g2', 'g3'),
      moved(4, 'g3', 'g3'),
      moved(5, 'g3', 'g4'),
    )
    expect(episode).toMatchObject({ groupChanges: 3, transfers: 1, group: 'g4' })
  })

  it('keeps first moments, the last rating and the last mode said', () => {
    const [episode] = episodes(
      item('m1', 1),
      ...(['assigned', 'listened', 'dispatched', 'returned', 'surveyed'] as const).flatMap(
        (type) => [told(type, 2), told(type, 3)],
      ),
      told('failed', 4, { what: 'reply' }),
      told('failed', 4, { what: 'notice' }),
      told('solved', 5, { mode: 'bot' }),
      told('solved', 6, { mode: 'staff' }),
      told('solved', 7),
      told('rated', 8, { score: 2 }),
      told('rated', 9, { score: 5 }),
    )
    expect(episode).toMatchObject({
      assignedAt: 2 * minute,
      listenedAt: 2 * minute,
      dispatchedAt: 2 * minute,
      returnedAt: 2 * minute,
      surveyedAt: 2 * minute,
      failedReplies: 1,
      solvedAt: 5 * minute,
      lastSolvedAt: 7 * minute,
      mode: 'staff',
      rating: 5,
      ratedAt: 9 * minute,
    })
  })
})

describe('deriveFacts: items', () => {
  it('counts an item of two feeds once, as a mention when either feed says so', () => {
    const { items } = deriveFacts(
      [
        item('m1', 1, { enteredAt: 3 * minute, mention: true, channel: 'late' }),
        item('m1', 1, { enteredAt: 2 * minute, mention: false }),
      ],
      forever,
    )
    expect(items).toMatchObject([{ enteredAt: 2 * minute, isMention: true, channel: 'weibo' }])
  })

  it('keeps closers, spam and echoes as items that open nothing', () => {
    const kinds = ['closer', 'spam', 'echo'] as const
    const found = deriveFacts(
      kinds.map((kind, i) => item(`m${i}`, i, { kind })),
      forever,
    )
    expect(found.items.map(({ kind }) => kind)).toEqual(kinds)
    expect([found.episodes, found.turns]).toEqual([[], []])
  })

  it('is listened to when browsed once it had entered', () => {
    const { items } = deriveFacts(
      [
        item('m1', 1, { enteredAt: 3 * minute }),
        told('listened', 2),
        told('listened', 3),
        item('m2', 4),
      ],
      forever,
    )
    expect(items.map(({ listenedAt }) => inMinutes(listenedAt))).toEqual([3, undefined])
  })

  it('stands where its own event says, else where its conversation does', () => {
    const { items, episodes } = deriveFacts(
      [
        item('m1', 1, { province: '广东', tier: 'vip' }),
        item('m2', 2, { province: '北京' }),
        told('classified', 3, { category: '投诉' }),
      ],
      forever,
    )
    expect(items).toMatchObject([
      { province: '广东', tier: 'vip', category: '投诉' },
      { province: '北京', tier: 'vip', category: '投诉' },
    ])
    expect(episodes).toMatchObject([{ province: '北京', tier: 'vip', category: '投诉' }])
  })

  it('keeps of one id the event known first', () => {
    const twice = [reply(3, { id: 'r1' }), reply(2, { id: 'r1' })]
    expect(episodes(item('m1', 1), ...twice)).toMatchObject([
      { firstReplyAt: 2 * minute, humanReplies: 1 },
    ])
    expect(episodes(item('m1', 1), reply(2), reply(2))[0]?.humanReplies).toBe(1)
  })
})

import { expect, it } from 'vitest'
import type { Identity } from '../core/store/people.ts'
import { mail } from '../testing/mail.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

const by = { id: '7', name: '演示客服一' }
const [weibo, wechat, wecom] = [
  { account: 'wb', customer: '1001' },
  { account: 'wx', customer: 'oA1' },
  { account: 'kf', customer: 'wmA1' },
] as const

onEveryEngine('Persons', (bed) => {
  const link = (from: Identity, to: Identity, tenant = 'acme') =>
    bed.store.people.link(tenant, { from, to, how: 'agent', by })
  const whole = async (of: Identity, tenant = 'acme') =>
    (await bed.store.people.members(tenant, of)).map(({ account }) => account).sort()
  const newestAct = async (of: Identity) =>
    (await bed.store.people.acts('acme', [of], 1))[0]?.id ?? expect.fail('no act')

  it('are one identity each until somebody links them', async () => {
    expect(await bed.store.people.members('acme', weibo)).toEqual([{ ...weibo, link: undefined }])
  })

  it('say how, by whom and when each identity was linked', async () => {
    expect(await link(wechat, weibo)).toBe('done')
    expect(await bed.store.people.members('acme', wechat)).toEqual([
      { ...wechat, link: { how: 'agent', at: bed.clock.now(), by } },
      { ...weibo, link: { how: 'first', at: bed.clock.now(), by } },
    ])
  })

  it('bring along whoever was linked to them before, on the same grounds', async () => {
    await link(wechat, weibo)
    const other = { account: 'wb', customer: '2002' }
    await bed.store.people.link('acme', { from: wecom, to: other, how: 'customer_word', by })
    expect(await link(weibo, other)).toBe('done')
    expect(await whole(wecom)).toEqual(['kf', 'wb', 'wb', 'wx'])
    const members = await bed.store.people.members('acme', wecom)
    expect(members[0]?.link?.how).toBe('customer_word')
  })

  it('are as before after an undo, on both sides', async () => {
    await link(wechat, weibo)
    const other = { account: 'wb', customer: '2002' }
    await link(wecom, other)
    const before = await Promise.all(
      [weibo, wecom].map((one) => bed.store.people.members('acme', one)),
    )
    await link(weibo, other)
    const act = await newestAct(weibo)
    expect(await bed.store.people.undo('acme', { act, by })).toBe('done')
    const after = await Promise.all(
      [weibo, wecom].map((one) => bed.store.people.members('acme', one)),
    )
    expect(after).toEqual(before)
  })

  it('lose one identity by an unlink, and get it back by its undo with the old grounds', async () => {
    await link(wechat, weibo)
    await link(wecom, weibo)
    await bed.clock.advance(1000)
    expect(await bed.store.people.unlink('acme', { identity: wechat, by })).toBe('done')
    expect(await whole(weibo)).toEqual(['kf', 'wb'])
    expect(await whole(wechat)).toEqual(['wx'])
    expect(await bed.store.people.undo('acme', { act: await newestAct(wechat), by })).toBe('done')
    expect(await whole(weibo)).toEqual(['kf', 'wb', 'wx'])
    const [own] = await bed.store.people.members('acme', wechat)
    expect(own?.link?.at).toBe(bed.clock.now() - 1000)
  })

  it('are not undone twice, nor after somebody moved on', async () => {
    await link(wechat, weibo)
    const first = await newestAct(wechat)
    await bed.store.people.unlink('acme', { identity: wechat, by })
    expect(await bed.store.people.undo('acme', { act: first, by })).toBe('changed')
    const second = await newestAct(wechat)
    expect(await bed.store.people.undo('acme', { act: second, by })).toBe('done')
    expect(await bed.store.people.undo('acme', { act: second, by })).toBe('changed')
    expect(await bed.store.people.undo('acme', { act: 'none', by })).toBe('none')
  })

  it('are the same already when linked again, or to themselves', async () => {
    await link(wechat, weibo)
    expect(await link(weibo, wechat)).toBe('same')
    expect(await link(weibo, weibo)).toBe('same')
    expect(await bed.store.people.unlink('acme', { identity: wecom, by })).toBe('none')
  })

  it('stay one person when two relays link at once', async () => {
    const other = await bed.open()
    await Promise.all([
      link(wechat, weibo),
      other.people.link('acme', { from: wecom, to: weibo, how: 'agent', by }),
    ])
    expect(await whole(weibo)).toEqual(['kf', 'wb', 'wx'])
  })

  it('are kept apart by tenant', async () => {
    await link(wechat, weibo)
    expect(await whole(wechat, 'other')).toEqual(['wx'])
    const act = await newestAct(wechat)
    expect(await bed.store.people.undo('other', { act, by })).toBe('none')
    expect(await bed.store.people.unlink('other', { identity: wechat, by })).toBe('none')
    expect(await bed.store.people.acts('other', [wechat], 5)).toEqual([])
    expect(await whole(wechat)).toEqual(['wb', 'wx'])
  })

  it('leave a line in the journal for each act, with who did it', async () => {
    await link(wechat, weibo)
    await bed.store.people.unlink('acme', { identity: wechat, by })
    await bed.store.people.undo('acme', { act: await newestAct(wechat), by })
    const lines = await bed.store.journal.read('acme', 0, 20)
    expect(lines.map(({ type, account, agent }) => [type, account, agent])).toEqual([
      ['person_linked', 'wx', '7'],
      ['person_linked', 'wb', '7'],
      ['person_unlinked', 'wx', '7'],
      ['person_undone', 'wx', '7'],
    ])
    // The person each belongs to from then on; whoever leaves belongs to none.
    const [one, other, alone, again] = lines.map(({ detail }) => detail?.['person'])
    expect([typeof one, other, alone, again]).toEqual(['string', one, undefined, one])
  })
})

onEveryEngine('Persons of one unionid', (bed) => {
  const { account: wx } = wechat
  const write = (account: string, id: string, unionId?: string) =>
    bed.store.inbox.accept([
      mail({
        key: `${account}-${id}`,
        account,
        message: { customer: { id, ...(unionId !== undefined && { unionId }) } },
      }),
    ])
  async function twoOfOne() {
    await write(wx, 'oA1', 'u-1')
    await write('kf', 'wmA1', 'u-1')
    await write('kf', 'wmB2', 'u-2')
    await bed.store.counts()
  }

  it('are linked by what the platform says, by nobody', async () => {
    await twoOfOne()
    expect(await bed.store.people.linkUnion('acme', wechat)).toBe(1)
    expect(await bed.store.people.linkUnion('acme', wechat)).toBe(0)
    const members = await bed.store.people.members('acme', wechat)
    expect(members.map(({ customer }) => customer)).toEqual(['oA1', 'wmA1'])
    expect(members[1]?.link).toMatchObject({ how: 'unionid', by: undefined })
    const lines = await bed.store.journal.read('acme', 0, 50)
    expect(lines.filter(({ type }) => type === 'person_linked')).toHaveLength(2)
    expect(lines.at(-1)?.agent).toBeUndefined()
  })

  it('stay apart once a person has parted them', async () => {
    await twoOfOne()
    await bed.store.people.linkUnion('acme', wechat)
    await bed.store.people.unlink('acme', { identity: wecom, by })
    expect(await bed.store.people.linkUnion('acme', wechat)).toBe(0)
    expect(await bed.store.people.linkUnion('acme', wecom)).toBe(0)
  })

  it('stay apart where one of them refuses, whichever is looked at, until that one agrees', async () => {
    await twoOfOne()
    const say = (value: 'granted' | 'refused') =>
      bed.store.people.consent('acme', { ...wecom, kind: 'linking', value, by })
    await say('refused')
    for (const one of [wechat, wecom]) expect(await bed.store.people.linkUnion('acme', one)).toBe(0)
    await say('granted')
    expect(await bed.store.people.linkUnion('acme', wechat)).toBe(1)
  })

  it('are not linked for another tenant, nor without a unionid', async () => {
    await twoOfOne()
    expect(await bed.store.people.linkUnion('other', wechat)).toBe(0)
    await write(wx, 'oC3')
    await bed.store.counts()
    expect(await bed.store.people.linkUnion('acme', { account: wx, customer: 'oC3' })).toBe(0)
  })
})

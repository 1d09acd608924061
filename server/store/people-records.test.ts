import { expect, it } from 'vitest'
import { mail } from '../testing/mail.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

const by = { id: '7' }
const weibo = { account: 'wb', customer: '1001' }
const wechat = { account: 'wx', customer: 'oA1' }
const phone = '139 1234-5678'

onEveryEngine('Records about persons', (bed) => {
  const bind = (of: typeof weibo, value: string, kind: 'phone' | 'account_number' = 'phone') =>
    bed.store.people.bind('acme', { ...of, kind, value, by })
  const records = (tenant = 'acme') => bed.store.people.records(tenant, [weibo, wechat])

  it('show only the end of a bound number, and keep it sealed', async () => {
    await bind(weibo, phone)
    const { bindings } = await records()
    expect(bindings).toMatchObject([{ ...weibo, kind: 'phone', shown: '…5678', by }])
    expect(await bed.store.people.openBindings('acme', [weibo])).toEqual([
      { kind: 'phone', value: '13912345678' },
    ])
    const rows = JSON.stringify(await bed.rows('select * from bindings'))
    const lines = JSON.stringify(await bed.store.journal.read('acme', 0, 10))
    for (const text of [rows, lines]) expect(text).not.toMatch(/1391234|13912345678/)
    expect(lines).toContain('number_bound')
  })

  it('keep a number once however it is written, until it is taken away', async () => {
    await bind(weibo, phone)
    await bind(weibo, '１３９１２３４５６７８')
    const [binding, ...others] = (await records()).bindings
    expect(others).toEqual([])
    const taken = { ...weibo, binding: binding?.id ?? '', by }
    expect(await bed.store.people.unbind('other', taken)).toBe(false)
    expect(await bed.store.people.unbind('acme', { ...taken, customer: '9' })).toBe(false)
    expect(await bed.store.people.unbind('acme', taken)).toBe(true)
    expect(await bed.store.people.unbind('acme', taken)).toBe(false)
    expect((await records()).bindings).toEqual([])
    const [row] = await bed.rows<{ sealed: string }>('select sealed from bindings')
    expect(row?.sealed).toBe('')
  })

  it('hold the newest consent of each kind and channel', async () => {
    const say = (of: typeof weibo, value: 'granted' | 'refused') =>
      bed.store.people.consent('acme', { ...of, kind: 'contact', value, by })
    await say(weibo, 'granted')
    await say(weibo, 'refused')
    await say(wechat, 'granted')
    const { consents } = await records()
    expect(consents.map(({ account, value }) => [account, value]).sort()).toEqual([
      ['wb', 'refused'],
      ['wx', 'granted'],
    ])
  })

  it('hold a customer’s own words by when they said them, beside what agents wrote down', async () => {
    const customer = { id: 'oA1' }
    const said = (key: string, sentAt: number, contact: 'granted' | 'refused') =>
      bed.store.inbox.accept([
        mail({ key, receivedAt: bed.clock.now(), message: { customer, sentAt, contact } }),
      ])
    const newest = async () => {
      await bed.store.counts()
      await bed.store.inbox.conversationsOf('acme', { ...wechat, limit: 1 })
      return (await records()).consents
    }
    const early = bed.clock.now()
    await bed.clock.advance(1000)
    await bed.store.people.consent('acme', { ...wechat, kind: 'contact', value: 'granted', by })
    await said('late', early, 'refused')
    expect(await newest()).toMatchObject([{ ...wechat, value: 'granted', source: 'agent', by }])
    await bed.clock.advance(1000)
    const at = bed.clock.now()
    await said('now', at, 'refused')
    const own = { kind: 'contact', value: 'refused', at, source: 'own_words', by: undefined }
    expect(await newest()).toEqual([{ ...wechat, ...own }])
  })

  it('hold the last preferences, and what was said of promises', async () => {
    const { people } = bed.store
    await people.prefer('acme', { ...weibo, body: '{"note":"a"}', by })
    await people.prefer('acme', { ...weibo, body: '{"note":"b"}', by })
    expect((await records()).preferences).toMatchObject([{ ...weibo, body: '{"note":"b"}' }])
    await people.mark('acme', { ...weibo, reply: 'r1', start: 3, value: 'broken', by })
    await people.mark('acme', { ...weibo, reply: 'r1', start: 3, value: 'kept', by })
    expect(await people.marks('acme', ['r1', 'r2'])).toMatchObject([{ start: 3, value: 'kept' }])
    expect(await people.marks('other', ['r1'])).toEqual([])
  })

  it('are kept apart by tenant', async () => {
    await bind(weibo, phone)
    await bed.store.people.consent('acme', { ...weibo, kind: 'contact', value: 'granted', by })
    await bed.store.people.prefer('acme', { ...weibo, body: '{}', by })
    expect(await records('other')).toEqual({ bindings: [], consents: [], preferences: [] })
    expect(await bed.store.people.openBindings('other', [weibo])).toEqual([])
  })

  it('suggest the bearer of the same number or name, and link nobody', async () => {
    const named = (account: string, id: string, name?: string) =>
      bed.store.inbox.accept([
        mail({
          key: `${account}-${id}`,
          account,
          message: { customer: { id, ...(name !== undefined && { name }) } },
        }),
      ])
    await named('wb', '1001', '演示客户甲')
    await named('wx', 'oA1', '演示客户甲')
    await named('wx', 'oB2', '演示客户乙')
    await named('kf', 'wmC3')
    await bed.store.counts()
    await bind(weibo, phone)
    await bind({ account: 'kf', customer: 'wmC3' }, phone)
    expect(await bed.store.people.likely('acme', [weibo], 5)).toEqual([
      { account: 'kf', customer: 'wmC3', why: 'same_number' },
      { ...wechat, why: 'same_name' },
    ])
    expect(await bed.store.people.likely('other', [weibo], 5)).toEqual([])
    expect(await bed.store.people.members('acme', weibo)).toHaveLength(1)
  })
})

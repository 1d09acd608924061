import { expect, it } from 'vitest'
import { failureOf } from '../testing/failure-of.ts'
import { mail } from '../testing/mail.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

const move = { tenant: 'acme', account: 'wx', feed: 'mentions' }

onEveryEngine('Accepting mail', (bed) => {
  const accept = (...keys: string[]) => bed.store.inbox.accept(keys.map((key) => mail({ key })))
  const stored = async (): Promise<number> =>
    Number((await bed.rows<{ n: number }>('select count(*) as n from inbox'))[0]?.n)

  it('takes an item once, however often and through whichever relay it is repeated', async () => {
    const other = await bed.open()
    expect(await accept('a')).toEqual(['new'])
    expect(await accept('a')).toEqual(['duplicate'])
    const both = [mail({ key: 'a' }), mail({ key: 'b' })]
    expect(await other.inbox.accept(both)).toEqual(['duplicate', 'new'])
    expect(await stored()).toBe(2)
  })

  it('keeps the same key apart by account and by tenant', async () => {
    const items = [
      mail({ key: 'a' }),
      mail({ key: 'a', account: 'wb' }),
      mail({ key: 'a', tenant: 'other' }),
    ]
    expect(await bed.store.inbox.accept(items)).toEqual(['new', 'new', 'new'])
  })

  it('takes the first of two equal items in one call', async () => {
    expect(await accept('b', 'a', 'b')).toEqual(['new', 'new', 'duplicate'])
  })

  it('answers in the order of the items, however the keys sort', async () => {
    await accept('m')
    expect(await accept('z', 'm', 'a')).toEqual(['new', 'duplicate', 'new'])
    const [lane] = await bed.store.inbox.claimLanes({ owner: 'one', limit: 5, forMs: 1000 })
    expect(lane?.messages.map(({ message }) => message.key)).toEqual(['m', 'z', 'a'])
  })

  it('notes repeats in the journal without the words of the customer', async () => {
    await accept('a')
    await accept('a')
    const entries = await bed.store.journal.read('acme', 0, 10)
    expect(entries).toMatchObject([{ type: 'duplicate', account: 'wx', customer: '客户甲' }])
    expect(JSON.stringify(entries)).not.toContain('text of a')
  })

  it('takes everything that arrives in one turn, in one transaction where the rows tell', async () => {
    const keys = Array.from({ length: 40 }, (_, i) => `together-${i}`)
    const outcomes = await Promise.all(keys.map((key) => accept(key)))
    expect(outcomes).toEqual(keys.map(() => ['new']))
    if (bed.engine === 'postgres')
      expect(await bed.rows('select distinct xmin::text from inbox')).toHaveLength(1)
  })

  it('lets a bad row fail alone', async () => {
    const outcomes = await Promise.allSettled([
      accept('good-1'),
      bed.store.inbox.accept([mail({ key: 'bad', receivedAt: NaN })]),
      accept('good-2'),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await stored()).toBe(2)
  })

  it('moves the cursor with the items or not at all (I9)', async () => {
    const good = mail({ key: 'page-1' })
    await bed.store.inbox.accept([good], { ...move, cursor: '100' })
    const bad = mail({ key: 'page-2', dueAt: NaN })
    const torn = bed.store.inbox.accept([mail({ key: 'page-3' }), bad], { ...move, cursor: '200' })
    expect(await failureOf(torn)).toBe('store.unavailable not_done')
    expect(await bed.store.inbox.cursor('acme', 'wx', 'mentions')).toBe('100')
    expect(await stored()).toBe(1)
  })

  it('moves the cursor of an empty page and remembers a gap', async () => {
    const gap = { from: '100', to: '180', reason: 'page_limit' }
    await bed.store.inbox.accept([], { ...move, cursor: '300', gap })
    expect(await bed.store.inbox.cursor('acme', 'wx', 'mentions')).toBe('300')
    expect(await bed.store.inbox.cursor('acme', 'wx', 'comments')).toBeUndefined()
    expect(await bed.store.inbox.gaps('acme')).toMatchObject([{ cursor: '300', gap }])
    expect(await bed.store.inbox.gaps('other')).toEqual([])
    expect(await bed.store.journal.read('acme', 0, 5)).toMatchObject([
      { type: 'gap', account: 'wx', detail: { ...gap, feed: 'mentions' } },
    ])
  })

  it('takes a genuine item whose key no index can hold, once', async () => {
    const long = Array.from({ length: 4000 }, (_, i) => (i * 7919).toString(36)).join('')
    for (const key of [long, 'with\0nul'])
      expect(await accept(key, key)).toEqual(['new', 'duplicate'])
    expect(await accept(`${long}!`)).toEqual(['new'])
  })

  it('keeps every item as the platform gave it, word for word (S0-30)', async () => {
    const body = '<xml><Content><![CDATA[ 谢谢 😀\r\n ]]></Content><Odd a="1"/></xml>'
    const raw = { source: 'callback', body, signedAt: 1_772_000_000_000 }
    await bed.store.inbox.accept([mail({ key: 'a', raw })])
    const [lane] = await bed.store.inbox.claimLanes({ owner: 'one', limit: 1, forMs: 1000 })
    const id = lane?.messages[0]?.id ?? ''
    expect(await bed.store.inbox.original('acme', id)).toEqual(raw)
    expect(await bed.store.inbox.original('other', id)).toBeUndefined()
  })

  it('takes what two relays are told crosswise at the same time once each', async () => {
    const other = await bed.open()
    const keys = Array.from({ length: 200 }, (_, i) => `cross-${i}`)
    const given = (order: readonly string[]) => order.map((key) => mail({ key }))
    const rounds = await Promise.all([
      bed.store.inbox.accept(given(keys)),
      other.inbox.accept(given([...keys].reverse())),
    ])
    expect(rounds.flat().filter((outcome) => outcome === 'new')).toHaveLength(200)
    expect(await stored()).toBe(200)
  })
})

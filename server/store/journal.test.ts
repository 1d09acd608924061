import { expect, it } from 'vitest'
import { mail } from '../testing/mail.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

onEveryEngine('The journal', (bed) => {
  const entry = (n: number) => ({ type: 'noted' as const, at: n, detail: { n } })

  it('numbers each tenant from one without holes, however many relays write at once', async () => {
    const relays = [bed.store, await bed.open(), await bed.open()]
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        relays[i % 3]!.journal.append(i % 4 === 0 ? 'other' : 'acme', [entry(i), entry(i + 1000)]),
      ),
    )
    for (const [tenant, n] of [
      ['acme', 90],
      ['other', 30],
    ] as const) {
      const seen = await bed.store.journal.read(tenant, 0, 1000)
      expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: n }, (_, i) => i + 1))
    }
  })

  it('shows a reader by position every entry while others write', async () => {
    const relays = [bed.store, await bed.open()]
    const seen: number[] = []
    let isDone = false
    const writing = Promise.all(
      Array.from({ length: 80 }, (_, i) => relays[i % 2]!.journal.append('acme', [entry(i)])),
    ).finally(() => (isDone = true))
    const look = async (): Promise<void> => {
      const wasDone = isDone
      const page = await bed.store.journal.read('acme', seen.at(-1) ?? 0, 7)
      seen.push(...page.map(({ seq }) => seq))
      await new Promise((resolve) => setImmediate(resolve))
      if (page.length > 0 || !wasDone) await look()
    }
    await look()
    await writing
    expect(seen).toEqual(Array.from({ length: 80 }, (_, i) => i + 1))
  })

  it('gives no number away for work that was undone', async () => {
    await bed.store.journal.append('acme', [entry(1)])
    const torn = [mail({ key: 'a' }), mail({ key: 'bad', dueAt: NaN })]
    const gap = { from: '1', to: '2', reason: 'page_limit' }
    const move = { tenant: 'acme', account: 'wx', feed: 'mentions', cursor: '9', gap }
    await bed.store.inbox.accept(torn, move).catch(() => undefined)
    await bed.store.journal.append('acme', [entry(2)])
    const seen = await bed.store.journal.read('acme', 0, 10)
    expect(seen.map(({ seq, at }) => [seq, at])).toEqual([
      [1, 1],
      [2, 2],
    ])
  })

  it('takes what two sources tell of once, each telling of one standing for one of the other', async () => {
    const { journal } = bed.store
    const told = (n: number, key: string, [mark, ...unless]: readonly string[]) =>
      journal
        .appendOnce('acme', [{ entry: entry(n), key, mark: mark ?? '', unless }], 1000)
        .then(([isNew]) => isNew)
    const [ours, theirs] = [
      ['us', 'them', 'them2'],
      ['them', 'us'],
    ]
    expect(await told(1, 'a', ours)).toBe(true)
    expect(await told(2, 'a', ours)).toBe(false)
    expect(await told(3, 'b', ours)).toBe(true)
    for (const [key, isNew] of [
      ['x', false],
      ['x', false],
      ['y', false],
      ['z', true],
    ] as const)
      expect(await told(4, key, theirs)).toBe(isNew)
    expect(await told(5, 'c', ours)).toBe(false)
    expect(await told(6, 'v', ['them2', 'none'])).toBe(true)
    expect(await told(7, 'd', ours)).toBe(false)
    const other = { entry: entry(8), key: 'a', mark: 'us', unless: ['them'] }
    expect(await journal.appendOnce('other', [other, other], 1000)).toEqual([true, false])
    const seen = await journal.read('acme', 0, 10)
    expect(seen.map(({ at }) => at)).toEqual([1, 3, 4, 6])
    await bed.clock.advance(1001)
    await bed.store.kept.sweep()
    expect(await told(9, 'a', ours)).toBe(true)
  })

  it('lets one of several relays through that are told the same at once', async () => {
    const relays = [bed.store, await bed.open(), await bed.open()]
    const item = { entry: entry(1), key: 'x', mark: 'y', unless: ['z'] }
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => relays[i % 3]!.journal.appendOnce('acme', [item], 1000)),
    )
    expect(answers.flat().filter(Boolean)).toHaveLength(1)
    expect(await bed.store.journal.read('acme', 0, 10)).toHaveLength(1)
  })

  it('gives entries back as they were written, page by page', async () => {
    const full = {
      type: 'filed' as const,
      at: 5,
      platformAt: 3,
      account: 'wx',
      customer: '客户甲',
      detail: { members: 2, mention: true, kind: 'text' },
    }
    await bed.store.journal.append('acme', [full, entry(6), entry(7)])
    expect(await bed.store.journal.read('acme', 0, 1)).toEqual([
      { ...full, tenant: 'acme', seq: 1 },
    ])
    expect(await bed.store.journal.read('acme', 1, 10)).toMatchObject([{ seq: 2 }, { seq: 3 }])
    expect(await bed.store.journal.read('other', 0, 10)).toEqual([])
  })
})

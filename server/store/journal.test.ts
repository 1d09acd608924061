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

  it('takes what several sources tell of once, whoever tells first', async () => {
    const told = (n: number, key: string, marks: string[] = [], unless: string[] = []) => ({
      entry: entry(n),
      key,
      marks,
      unless,
    })
    const { journal } = bed.store
    const first = [told(1, 'a', ['a1']), told(2, 'a'), told(3, 'b', [], ['a1']), told(4, 'c')]
    expect(await journal.appendOnce('acme', first, 1000)).toEqual([true, false, false, true])
    expect(await journal.appendOnce('acme', [told(5, 'a'), told(6, 'a1')], 1000)).toEqual([
      false,
      false,
    ])
    expect(await journal.appendOnce('other', [told(7, 'a')], 1000)).toEqual([true])
    const seen = await journal.read('acme', 0, 10)
    expect(seen.map(({ at }) => at)).toEqual([1, 4])
    await bed.clock.advance(1001)
    await bed.store.kept.sweep()
    expect(await journal.appendOnce('acme', [told(8, 'a')], 1000)).toEqual([true])
  })

  it('lets one of several relays through that are told the same at once', async () => {
    const relays = [bed.store, await bed.open(), await bed.open()]
    const item = { entry: entry(1), key: 'x', marks: ['y'], unless: ['z'] }
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

import { expect, it } from 'vitest'
import { replyOf } from '../testing/replies.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

const hour = 3_600_000

onEveryEngine('Intents', (bed) => {
  const record = (more: { author?: string | undefined; digest?: string; rule?: string } = {}) =>
    bed.store.intents.record('acme', {
      ticket: '100',
      author: 'author' in more ? more.author : '7',
      digest: more.digest ?? 'digest',
      overrides: [{ rule: more.rule ?? 'W-A1', reason: '已核实' }],
      forMs: hour,
    })
  const find = (more: object = {}) =>
    bed.store.intents.find('acme', { ticket: '100', digest: 'digest', author: '7', ...more })

  it('are found for the same text, ticket and author', async () => {
    const { id } = await record()
    expect(await find()).toMatchObject({ id, overrides: [{ rule: 'W-A1', reason: '已核实' }] })
    expect(await find({ author: '8' })).toBeUndefined()
    expect(await find({ ticket: '101' })).toBeUndefined()
    expect(await find({ digest: 'another' })).toBeUndefined()
    expect(
      await bed.store.intents.find('other', { ticket: '100', digest: 'digest', author: '7' }),
    ).toBeUndefined()
  })

  it('of an installation hold for whoever wrote the reply', async () => {
    await record({ author: undefined })
    expect((await find({ author: '8' }))?.author).toBeUndefined()
  })

  it('are replaced by a later one for the same text', async () => {
    await record()
    await bed.clock.advance(10)
    await record({ rule: 'W-L2' })
    expect((await find())?.overrides[0]?.rule).toBe('W-L2')
  })

  it('end with their time and are swept then', async () => {
    await record()
    await bed.clock.advance(hour)
    expect(await find()).toBeUndefined()
    expect(await bed.store.intents.sweep()).toBe(1)
    expect(await bed.store.intents.sweep()).toBe(0)
  })

  it('serve one reply and stay as the record of its overrides', async () => {
    const { id } = await record()
    const overridden = { intent: id, rules: ['W-A1'] }
    await bed.store.outbox.enqueue({ ...replyOf('c1', { author: { id: '7' } }), overridden })
    expect(await find()).toBeUndefined()
    await bed.clock.advance(2 * hour)
    expect(await bed.store.intents.sweep()).toBe(0)
    const entries = await bed.store.journal.read('acme', 0, 10)
    expect(entries).toContainEqual(
      expect.objectContaining({
        type: 'reply_overridden',
        reply: 'c1',
        agent: '7',
        detail: { rules: 'W-A1', intent: id },
      }),
    )
    expect(JSON.stringify(entries)).not.toContain('已核实')
  })
})

onEveryEngine('Dismissals', (bed) => {
  it('are counted per rule, with the number of different agents, most dismissed first', async () => {
    const { dismissals } = bed.store
    for (const agent of ['7', '7', '8', undefined]) await dismissals.add('acme', 'W-C1', agent)
    await dismissals.add('acme', 'W-A2', '7')
    await dismissals.add('other', 'W-A2', '7')
    expect(await dismissals.list('acme')).toEqual([
      { rule: 'W-C1', count: 4, agents: 3, lastAt: bed.clock.now() },
      { rule: 'W-A2', count: 1, agents: 1, lastAt: bed.clock.now() },
    ])
  })

  it('lose none when counted at once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => bed.store.dismissals.add('acme', 'W-C1', '7')))
    expect((await bed.store.dismissals.list('acme'))[0]?.count).toBe(4)
  })
})

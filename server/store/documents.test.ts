import { expect, it } from 'vitest'
import { onEveryEngine } from '../testing/store-bed.ts'

onEveryEngine('Documents', (bed) => {
  const put = (body: string, ifVersion?: number) =>
    bed.store.documents.put('acme', {
      name: 'persona:wx',
      body,
      by: { id: '7', name: '演示客服一' },
      ...(ifVersion !== undefined && { ifVersion }),
    })

  it('keep every version with who and when', async () => {
    await bed.store.documents.put('acme', { name: 'persona:wx', body: '{"a":1}' })
    await bed.clock.advance(1000)
    await put('{"a":2}')
    const { documents } = bed.store
    expect(await documents.current('acme', 'persona:wx')).toMatchObject({
      version: 2,
      body: '{"a":2}',
      by: { id: '7', name: '演示客服一' },
    })
    expect((await documents.version('acme', 'persona:wx', 1))?.body).toBe('{"a":1}')
    const history = await documents.history('acme', 'persona:wx', 10)
    expect(history.map(({ version, by }) => [version, by?.id])).toEqual([
      [2, '7'],
      [1, undefined],
    ])
    expect((history[0]?.at ?? 0) - (history[1]?.at ?? 0)).toBe(1000)
    expect(JSON.stringify(history)).not.toContain('"a"')
  })

  it('refuse what was made from an old version', async () => {
    expect((await put('{}', 0))?.version).toBe(1)
    expect(await put('{"late":1}', 0)).toBeUndefined()
    expect((await put('{"next":1}', 1))?.version).toBe(2)
    expect((await bed.store.documents.current('acme', 'persona:wx'))?.body).toBe('{"next":1}')
  })

  it('let one of two win who save at once, through different relays', async () => {
    const other = await bed.open()
    const saved = await Promise.all(
      [bed.store, other].map((store, i) =>
        store.documents.put('acme', { name: 'crisis', body: String(i), ifVersion: 0 }),
      ),
    )
    expect(saved.filter((one) => one !== undefined)).toHaveLength(1)
  })

  it('follow each other where no version is asked for, even at once', async () => {
    await Promise.all([1, 2, 3].map((n) => put(String(n))))
    expect(await bed.store.documents.history('acme', 'persona:wx', 10)).toHaveLength(3)
  })

  it('are kept apart by tenant and by name', async () => {
    await put('{}')
    expect(await bed.store.documents.current('other', 'persona:wx')).toBeUndefined()
    expect(await bed.store.documents.current('acme', 'persona:wb')).toBeUndefined()
  })

  it('stand in the journal without their contents', async () => {
    await put('{"secret":"word"}')
    const entries = await bed.store.journal.read('acme', 0, 10)
    expect(entries).toMatchObject([
      { type: 'settings_changed', agent: '7', detail: { name: 'persona:wx', version: 1 } },
    ])
    expect(JSON.stringify(entries)).not.toContain('word')
  })
})

import { expect, it } from 'vitest'
import { onEveryEngine } from '../testing/store-bed.ts'

onEveryEngine('Leases by name', (bed) => {
  const take = (owner: string, store = bed.store) =>
    store.leases.take({ tenant: 'acme', key: 'poller', owner, forMs: 10_000 })

  it('go to one of many who ask at once', async () => {
    const other = await bed.open()
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => take(`o${i}`, i % 2 ? other : bed.store)),
    )
    expect(answers.filter((lease) => lease !== undefined)).toHaveLength(1)
  })

  it('go on under a higher fence when they end or are given back', async () => {
    const first = await take('one')
    expect(first).toMatchObject({ fence: 1, until: bed.clock.now() + 10_000 })
    await bed.clock.advance(10_000)
    const second = await take('two')
    expect(second?.fence).toBe(2)
    await bed.store.leases.release('acme', first!)
    expect(await take('three')).toBeUndefined()
    await bed.store.leases.release('other', second!)
    expect(await take('three')).toBeUndefined()
    await bed.store.leases.release('acme', second!)
    expect((await take('three'))?.fence).toBe(3)
  })
})

onEveryEngine('Kept values', (bed) => {
  it('are kept by tenant and key, the newest wins', async () => {
    await bed.store.kept.set('acme', 'mark', '1')
    await bed.store.kept.set('acme', 'mark', '2')
    expect(await bed.store.kept.get('acme', 'mark')).toBe('2')
    expect(await bed.store.kept.get('other', 'mark')).toBeUndefined()
  })

  it('let one caller through per period', async () => {
    const other = await bed.open()
    const ask = () =>
      Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          (i % 2 ? other : bed.store).kept.once('acme', 'ack:客户甲', 60_000),
        ),
      )
    expect((await ask()).filter(Boolean)).toHaveLength(1)
    await bed.clock.advance(59_999)
    expect((await ask()).filter(Boolean)).toHaveLength(0)
    await bed.clock.advance(1)
    expect((await ask()).filter(Boolean)).toHaveLength(1)
    expect(await bed.store.kept.once('other', 'ack:客户甲', 60_000)).toBe(true)
  })

  it('are swept when their period ended, and never when they have none', async () => {
    await bed.store.kept.set('acme', 'mark', '1')
    await bed.store.kept.once('acme', 'ack:客户甲', 60_000)
    await bed.store.kept.once('acme', 'ack:客户乙', 60_001)
    await bed.clock.advance(60_000)
    expect(await bed.store.kept.sweep()).toBe(1)
    expect(await bed.store.kept.get('acme', 'mark')).toBe('1')
    expect(await bed.store.kept.once('acme', 'ack:客户乙', 60_000)).toBe(false)
    expect(await bed.store.kept.once('acme', 'ack:客户甲', 60_000)).toBe(true)
  })
})

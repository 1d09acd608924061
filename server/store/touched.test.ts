import { expect, it } from 'vitest'
import { failureOf } from '../testing/failure-of.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

onEveryEngine('Touched tickets', (bed) => {
  const touch = (key: string, id = '7') =>
    bed.store.touched.touch('acme', [{ ticket: { id }, key }])
  const claim = (owner = 'one') => bed.store.touched.claim({ owner, limit: 10, forMs: 10_000 })

  it('reads a ticket once for a webhook that is repeated', async () => {
    await touch('hook-1')
    const [held] = await claim()
    expect(held).toMatchObject({ ticket: { id: '7' }, lastComment: undefined, wanted: 1 })
    await bed.store.touched.finish(held!, { lastComment: '901' })
    await touch('hook-1')
    expect(await claim()).toEqual([])
    await touch('hook-2')
    expect(await claim()).toMatchObject([{ lastComment: '901', wanted: 2 }])
  })

  it('stays due when the ticket is touched while it is being read', async () => {
    await touch('hook-1')
    const [held] = await claim()
    await touch('hook-2')
    await bed.store.touched.finish(held!, { lastComment: '901' })
    expect(await claim()).toHaveLength(1)
  })

  it('keeps the newest comment when a reading finds none that is newer', async () => {
    await touch('hook-1')
    await bed.store.touched.finish((await claim())[0]!, { lastComment: '901' })
    await touch('hook-2')
    await bed.store.touched.finish((await claim())[0]!, { lastComment: undefined })
    await touch('hook-3')
    expect((await claim())[0]?.lastComment).toBe('901')
  })

  it('is read by one relay, then by another when that one dies; the first is refused', async () => {
    await touch('hook-1')
    const [held] = await claim()
    expect(await claim('two')).toEqual([])
    expect(await bed.store.touched.nextDueAt()).toBe(bed.clock.now() + 10_000)
    await bed.clock.advance(10_000)
    expect(await claim('two')).toHaveLength(1)
    const late = bed.store.touched.finish(held!, { lastComment: '901' })
    expect(await failureOf(late)).toBe('store.lease_lost not_done')
  })

  it('is tried again at its time with the try counted', async () => {
    await touch('hook-1')
    const runAt = bed.clock.now() + 3000
    await bed.store.touched.finish((await claim())[0]!, { runAt })
    expect(await bed.store.touched.nextDueAt()).toBe(runAt)
    expect(await claim()).toEqual([])
    await bed.clock.advance(3000)
    expect((await claim())[0]?.tries).toBe(1)
  })

  it('forgets after a week which webhooks it heard, and nothing of the tickets', async () => {
    await touch('hook-1')
    await bed.store.touched.finish((await claim())[0]!, { lastComment: '901' })
    await bed.clock.advance(7 * 24 * 3_600_000 - 1)
    await touch('hook-2')
    expect(await bed.store.touched.sweep()).toBe(0)
    await bed.clock.advance(1)
    expect(await bed.store.touched.sweep()).toBe(1)
    await bed.store.touched.finish((await claim())[0]!, { lastComment: undefined })
    await touch('hook-2')
    expect(await claim()).toEqual([])
    await touch('hook-3')
    expect((await claim())[0]?.lastComment).toBe('901')
  })

  it('has nothing due when all is read', async () => {
    expect(await bed.store.touched.nextDueAt()).toBeUndefined()
  })
})

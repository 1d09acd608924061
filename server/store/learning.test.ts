import { expect, it } from 'vitest'
import { onEveryEngine } from '../testing/store-bed.ts'

const label = { message: 'm1', field: 'category', value: 'billing', at: 1, agent: '7' }
const entry = { type: 'understanding_corrected', at: 1, message: 'm1' } as const
const learnt = { base: 'b', labels: 'l', figures: '{}', model: 'the model' }

onEveryEngine('What was learnt', (bed) => {
  it('is kept in versions, newest first, each with its own model', async () => {
    const { learning } = bed.store
    expect(await learning.accept('acme', learnt)).toBe(1)
    expect(await learning.accept('acme', { ...learnt, model: 'another' })).toBe(2)
    expect((await learning.versions('acme')).map(({ version }) => version)).toEqual([2, 1])
    expect(await learning.model('acme', 1)).toBe('the model')
    expect(await learning.model('acme', 2)).toBe('another')
  })

  it('is sealed where it lies', async () => {
    await bed.store.learning.accept('acme', learnt)
    const rows = await bed.rows('select body from learnt_models')
    expect(JSON.stringify(rows)).not.toContain('the model')
  })

  it('is retired once, and the journal says by whom', async () => {
    const { learning, journal } = bed.store
    await learning.accept('acme', learnt)
    expect(await learning.retire('acme', 1, { id: '7' })).toBe(true)
    expect(await learning.retire('acme', 1)).toBe(false)
    expect((await learning.versions('acme'))[0]?.retiredAt).toBe(bed.clock.now())
    expect(await journal.read('acme', 0, 10)).toMatchObject([
      { type: 'settings_changed', detail: { version: 1, byPerson: false } },
      { type: 'settings_changed', agent: '7', detail: { version: 1, retired: true } },
    ])
  })

  it('belongs to one tenant', async () => {
    const { learning } = bed.store
    await learning.accept('acme', learnt)
    expect(await learning.versions('other')).toEqual([])
    expect(await learning.model('other', 1)).toBeUndefined()
    expect(await learning.retire('other', 1)).toBe(false)
  })

  it('leaves out labels whose message is gone, and keeps the newest word of each', async () => {
    const { learning } = bed.store
    await learning.label('acme', label, entry)
    await learning.label('acme', { ...label, value: 'refund', at: 2 }, entry)
    expect(await learning.labels('acme', 10)).toEqual([])
    expect(await bed.rows('select value from labels')).toEqual([{ value: 'refund' }])
    expect(await bed.store.journal.read('acme', 0, 10)).toHaveLength(2)
  })
})

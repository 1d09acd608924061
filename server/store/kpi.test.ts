import { expect, it } from 'vitest'
import type { KpiPage, KpiReader } from '../core/store/index.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

const reader: KpiReader = { seq: 0, derivation: '1', view: 'v', at: 0, newestAt: null }
const hour = 3_600_000

onEveryEngine('Figures in the store', (bed) => {
  const page = (changes: Partial<KpiPage> = {}): KpiPage => ({
    after: 0,
    reader: { ...reader, seq: 5 },
    members: [['c:1', 'one']],
    records: [['one', 'first\n']],
    absorbed: [],
    ...changes,
  })
  const kpi = () => bed.store.kpi
  const fact = (circle: string, at: number, body: string, isOpen = false) => ({
    hour: at,
    circle,
    body,
    isOpen,
  })

  it('take a page only where the reader stands, and then whole', async () => {
    await kpi().restart('acme', reader)
    await kpi().take('acme', page())
    await expect(kpi().take('acme', page({ members: [['c:2', 'two']] }))).rejects.toMatchObject({
      code: 'store.lease_lost',
    })
    expect(await kpi().circlesOf('acme', ['c:1', 'c:2'])).toEqual([['c:1', 'one']])
    expect(await kpi().reader('acme')).toEqual({ ...reader, seq: 5 })
    expect(await kpi().reader('other')).toBeUndefined()
  })

  it('append records to a circle and name it due until its facts are written', async () => {
    await kpi().restart('acme', reader)
    await kpi().take('acme', page())
    await kpi().take('acme', page({ after: 5, records: [['one', 'second\n']] }))
    const [due] = await kpi().dueCircles('acme', 0, 10)
    expect(due).toEqual({ id: 'one', records: 'first\nsecond\n', hours: '{}', wanted: 2 })
    const circles = [{ id: 'one', hours: '{"0":"x"}', wanted: 2, changesAt: 9 }]
    await kpi().putFacts('acme', { circles, facts: [fact('one', 0, '[]', true)] })
    expect(await kpi().dueCircles('acme', 8, 10)).toEqual([])
    expect((await kpi().dueCircles('acme', 9, 10)).map(({ id }) => id)).toEqual(['one'])
    expect(await kpi().dueCircles('other', 9, 10)).toEqual([])
  })

  it('refuse facts of a circle that has changed since', async () => {
    await kpi().restart('acme', reader)
    await kpi().take('acme', page())
    const circles = [{ id: 'one', hours: '{}', wanted: 0, changesAt: null }]
    await expect(
      kpi().putFacts('acme', { circles, facts: [fact('one', 0, '[]')] }),
    ).rejects.toMatchObject({ code: 'store.lease_lost' })
    expect(await kpi().firstHour('acme')).toBeUndefined()
  })

  it('drop the facts of a circle that became part of another, and make its hours due', async () => {
    await kpi().restart('acme', reader)
    await kpi().take('acme', page())
    const circles = [{ id: 'one', hours: `{"${hour}":"x"}`, wanted: 1, changesAt: null }]
    await kpi().putFacts('acme', { circles, facts: [fact('one', hour, '[1]')] })
    const [due] = await kpi().dueHours('acme', 0, 10)
    await kpi().putHour('acme', { ...due!, slices: [''], cells: [], changesAt: null })
    expect(await kpi().dueHours('acme', 0, 10)).toEqual([])
    await kpi().take('acme', page({ after: 5, absorbed: ['one'], records: [['two', 'x\n']] }))
    expect(await kpi().facts('acme', { from: 0, until: 2 * hour, limit: 10 })).toEqual([])
    expect((await kpi().dueHours('acme', 0, 10)).map((one) => one.hour)).toEqual([hour])
  })

  it('read facts in pieces, in order, and those that wait apart', async () => {
    await kpi().restart('acme', reader)
    const facts = [
      fact('b', 0, '2'),
      fact('a', 0, '1'),
      fact('a', hour, '3', true),
      fact('a', 2 * hour, '4'),
    ]
    await kpi().putFacts('acme', { circles: [], facts })
    const span = { from: 0, until: 2 * hour, limit: 2 }
    const first = await kpi().facts('acme', span)
    expect(first.map(({ body }) => body)).toEqual(['1', '2'])
    const rest = await kpi().facts('acme', { ...span, after: first.at(-1)! })
    expect(rest.map(({ body }) => body)).toEqual(['3'])
    expect(await kpi().openFacts('acme', 5)).toEqual(['3'])
    expect(await kpi().openFacts('other', 5)).toEqual([])
    await kpi().putFacts('acme', { circles: [], facts: [fact('a', hour, '')] })
    expect(await kpi().openFacts('acme', 5)).toEqual([])
  })

  it('name an hour due when a fact changes or its time has come, the latest first', async () => {
    await kpi().restart('acme', reader)
    const facts = [fact('a', 0, '1'), fact('a', hour, '2')]
    await kpi().putFacts('acme', { circles: [], facts })
    expect(await kpi().dueHours('acme', 0, 10)).toEqual([
      { hour, wanted: 1 },
      { hour: 0, wanted: 1 },
    ])
    const settled = { slices: [''], cells: [], changesAt: 7 }
    await kpi().putHour('acme', { hour, wanted: 1, ...settled })
    // It changed while it was folded.
    await kpi().putFacts('acme', { circles: [], facts: [fact('b', 0, '3')] })
    await kpi().putHour('acme', { hour: 0, wanted: 1, ...settled, changesAt: null })
    expect(await kpi().dueHours('acme', 6, 10)).toEqual([{ hour: 0, wanted: 2 }])
    expect(await kpi().dueHours('acme', 7, 10)).toHaveLength(2)
  })

  it('replace buckets whole and read them by start, value and metric', async () => {
    await kpi().restart('acme', reader)
    const body = '{\n"a":1,\n"ab":{"n":2}\n}'
    const cell = (slice: string, value: string) => ({ slice, value, body })
    const slices = ['', 'channel']
    const old = [cell('', ''), cell('channel', 'wechat'), cell('channel', 'weibo')]
    await kpi().putDay('acme', 0, { slices, cells: old })
    await kpi().putDay('acme', 24 * hour, { slices, cells: [cell('channel', 'weibo')] })
    const of = { grain: 'day', slice: 'channel', starts: [0, 24 * hour] } as const
    expect((await kpi().cells('acme', of)).map(({ start, value }) => [start, value])).toEqual([
      [0, 'wechat'],
      [0, 'weibo'],
      [24 * hour, 'weibo'],
    ])
    expect(await kpi().cells('acme', { ...of, value: 'wechat', metrics: ['a'] })).toEqual([
      { start: 0, value: 'wechat', body: '{"a":1}' },
    ])
    await kpi().putDay('acme', 0, { slices, cells: [cell('', '')] })
    expect(await kpi().cells('acme', of)).toHaveLength(1)
    expect(await kpi().cells('other', of)).toEqual([])
    expect(await kpi().cells('acme', { ...of, grain: 'hour' })).toEqual([])
  })

  it('give a long state to whoever asks for it, and spare it everybody else', async () => {
    await kpi().restart('acme', reader)
    const long = JSON.stringify('x'.repeat(5000))
    const body = `{\n"a":1,\n"b":${long},\n"c":3\n}`
    await kpi().putDay('acme', 0, { slices: [''], cells: [{ slice: '', value: '', body }] })
    const of = { grain: 'day', slice: '', starts: [0] } as const
    const read = async (metrics?: readonly string[]) => {
      const [cell] = await kpi().cells('acme', { ...of, ...(metrics && { metrics }) })
      return Object.keys(JSON.parse(cell?.body ?? '{}') as object).sort()
    }
    expect(await read()).toEqual(['a', 'b', 'c'])
    expect(await read(['b', 'c'])).toEqual(['b', 'c'])
    expect(await read(['a'])).toEqual(['a'])
    expect(await read(['d'])).toEqual([])
  })

  it('begin anew for one tenant and leave the others alone', async () => {
    for (const tenant of ['acme', 'other']) {
      await kpi().restart(tenant, reader)
      await kpi().take(tenant, page())
      await kpi().putFacts(tenant, { circles: [], facts: [fact('one', 0, '[]')] })
    }
    await kpi().restate('acme', { ...reader, seq: 5, view: 'w' })
    expect(await kpi().dueHours('acme', 0, 10)).toEqual([{ hour: 0, wanted: 2 }])
    await kpi().restart('acme', reader)
    expect(await kpi().circlesOf('acme', ['c:1'])).toEqual([])
    expect(await kpi().firstHour('acme')).toBeUndefined()
    expect(await kpi().circlesOf('other', ['c:1'])).toEqual([['c:1', 'one']])
    expect(await kpi().firstHour('other')).toBe(0)
  })
})

import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { failureOf } from '../../testing/failure-of.ts'
import { weiboDescriptor } from './index.ts'
import { ok, weiboBed, type WeiboBed } from './weibo.fake.ts'

/** One line, its 64-bit ids untouched. */
const line = (name: string): string =>
  readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8').replace(/\n\s*/g, '')

let bed: WeiboBed
afterEach(() => bed.close())

/** A channel whose stream is the scripted server itself. */
async function streamed(): Promise<WeiboBed> {
  bed = await weiboBed()
  const { apiBase } = bed.account.settings
  const settings = { ...bed.account.settings, datapushBase: apiBase, datapushIds: ['10001'] }
  const channel = weiboDescriptor.create({ ...bed.account, settings }, bed.doors)
  return Object.assign(bed, { channel })
}

const pull = (one: WeiboBed, cursor?: string) =>
  one.channel.pull?.('datapush:comment:10001', cursor)

describe('datapush', () => {
  it('offers a feed for posts and one for comments of each subscription', async () =>
    expect((await streamed()).channel.feeds.map(({ name }) => name).slice(-2)).toEqual([
      'datapush:status:10001',
      'datapush:comment:10001',
    ]))

  it('reads frames from the stored position on and moves to the newest', async () => {
    const one = await streamed()
    one.answer = () => ok(`${line('frame-comment')}\r\n${line('frame-delete')}\r\n`)
    const page = await pull(one, '1303140000000000001')
    expect(one.calls).toMatchObject([
      {
        path: '/datapush/comment',
        fields: { subid: '10001', since_id: '1303140000000000001' },
      },
    ])
    expect(page).toMatchObject({ cursor: '1303140000000000003', hasMore: false })
    expect(page?.items.flatMap((item) => one.channel.parse(item)).map(({ key }) => key)).toEqual([
      'comment:5274916500000001',
    ])
  })

  it('names no position before the first frame', async () => {
    const one = await streamed()
    one.answer = () => ok('')
    expect(await pull(one)).toEqual({ items: [], cursor: '', hasMore: false })
    expect(one.calls[0]?.fields).not.toHaveProperty('since_id')
  })

  it('leaves a frame cut in the middle for the next read', async () => {
    const one = await streamed()
    one.answer = () => ok(`${line('frame-comment')}\r\n${line('frame-status').slice(0, 40)}`)
    const page = await pull(one, '5')
    expect(page?.items).toHaveLength(1)
    expect(page?.cursor).toBe('1303140000000000002')
  })

  it('steps over keep-alive blanks and keeps its position through a line of junk', async () => {
    const one = await streamed()
    one.answer = () => ok('\r\n\r\n{"id":"not an id"\r\n')
    expect((await pull(one, '7'))?.cursor).toBe('7')
  })

  it('reports what Weibo refuses, by its code', async () => {
    const one = await streamed()
    one.answer = () => ok('{"error":"expired","error_code":21327}')
    expect(await failureOf(Promise.resolve(pull(one)))).toBe('channel.auth not_done')
    one.answer = () => ({ status: 502, type: 'text/html', body: '<html>' })
    expect(await failureOf(Promise.resolve(pull(one)))).toBe('channel.unavailable not_done')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageOf } from './pager.ts'

const limits = { usual: 20, most: 200 }
const feedOf = (ids: readonly number[]) => ids.map((id) => ({ id: String(id), isDeleted: false }))
const idsOf = (page: { items: { id: string }[] }): number[] =>
  page.items.map((item) => Number(item.id))

describe('pageOf', () => {
  it('excludes since_id, includes max_id, newest first', () => {
    const feed = feedOf([10, 20, 30, 40])
    expect(idsOf(pageOf(feed, { since_id: '10', max_id: '30' }, limits))).toEqual([30, 20])
  })
  it('agrees with a plain filter for any bounds, count and page', () => {
    const sorted = fc
      .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 40 })
      .map((ids) => ids.sort((a, b) => a - b))
    const bound = fc.integer({ min: 0, max: 61 })
    fc.assert(
      fc.property(
        sorted,
        fc.tuple(bound, bound),
        fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 })),
        (ids, [since, max], [count, page]) => {
          const query = {
            since_id: String(since),
            max_id: String(max),
            count: String(count),
            page: String(page),
          }
          const wanted = ids
            .filter((id) => id > since && (max === 0 || id <= max))
            .reverse()
            .slice((page - 1) * count, page * count)
          expect(idsOf(pageOf(feedOf(ids), query, limits))).toEqual(wanted)
        },
      ),
    )
  })
  it('counts deleted items in the total and in the page, but does not show them', () => {
    const feed = feedOf([1, 2, 3]).map((item) => ({ ...item, isDeleted: item.id === '3' }))
    const page = pageOf(feed, { count: '2' }, limits)
    expect([idsOf(page), page.total, page.nextCursor]).toEqual([[2], 3, 1])
  })
  it('refuses what is not a number', () => {
    expect(() => pageOf([], { since_id: 'abc' }, limits)).toThrow('Param error')
    expect(() => pageOf([], { count: '-1' }, limits)).toThrow('Param error')
  })
})

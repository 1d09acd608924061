import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RelayError } from '../../core/error.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { FeedMark } from './cursor.ts'
import { firstMark, walk, type FeedCall, type ReadPage } from './walk.ts'

const call: FeedCall = { name: 'comments/to_me', list: 'comments', count: 3 }
const base = 5_274_900_000_000_000

const idText = (n: number): string => String(base + n)
const numbers = (items: readonly JsonObject[]): number[] =>
  items.map((item) => Number(item['idstr']) - base)

/** Weibo's rules: since exclusive, max inclusive, newest first, hidden items cut out afterwards. */
function listOf(feed: readonly number[], hidden: ReadonlySet<number> = new Set()): ReadPage {
  return ({ count, since_id = '0', max_id }) => {
    const inRange = feed
      .filter((n) => base + n > Number(since_id) && (!max_id || base + n <= Number(max_id)))
      .sort((a, b) => b - a)
    const comments = inRange
      .slice(0, count)
      .filter((n) => !hidden.has(n))
      .map((n) => ({ idstr: idText(n) }))
    const next = inRange[count]
    return Promise.resolve({ comments, next_cursor: next === undefined ? 0 : base + next })
  }
}

const limited = () =>
  new RelayError('channel.rate_limited', 'used up', { retry: { afterMs: 60_000 } })

/** Answers the first calls, then something else. */
function upTo(calls: number, read: ReadPage, then: () => Promise<JsonObject>): ReadPage {
  let left = calls
  return (query) => (left-- > 0 ? read(query) : then())
}

const upward = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

describe('firstMark', () => {
  it('marks the newest id seen, reading one page', async () =>
    expect(await firstMark(call, listOf([1, 2, 9, 5]))).toEqual({ since: idText(9) }))
  it('marks zero in an empty feed, so that the first item is not missed', async () =>
    expect(await firstMark(call, listOf([]))).toEqual({ since: '0' }))
  it('marks what lies below a page whose items are all hidden', async () =>
    expect(await firstMark(call, listOf(upward(1, 5), new Set([3, 4, 5])))).toEqual({
      since: idText(2),
    }))
  it('marks nothing on an answer without the list: the past would be filed', async () =>
    expect(await firstMark(call, () => Promise.resolve({ odd: true }))).toBeUndefined())
})

describe('walk', () => {
  const mark: FeedMark = { since: idText(0) }

  it('hands over what is new, oldest first, over all pages', async () => {
    const { items, mark: moved, waitMs } = await walk(call, listOf(upward(-5, 8)), mark)
    expect(numbers(items)).toEqual(upward(1, 8))
    expect(moved).toEqual({ since: idText(8) })
    expect(waitMs).toBeUndefined()
  })

  it('costs one call when nothing is new', async () => {
    let calls = 0
    const read: ReadPage = (query) => {
      calls += 1
      return listOf([0])(query)
    }
    expect(await walk(call, read, mark)).toEqual({ items: [], mark })
    expect(calls).toBe(1)
  })

  it('reads on below a page whose items are all hidden', async () => {
    const { items } = await walk(call, listOf(upward(1, 9), new Set([4, 5, 6])), mark)
    expect(numbers(items)).toEqual([1, 2, 3, 7, 8, 9])
  })

  it('remembers what the allowance left, and reads that first next time', async () => {
    const stop = () => Promise.reject(limited())
    const first = await walk(call, upTo(2, listOf(upward(1, 10)), stop), mark)
    expect(numbers(first.items)).toEqual(upward(5, 10))
    expect(first.mark).toEqual({
      since: idText(10),
      gap: { since: idText(0), max: idText(4) },
    })
    expect(first.waitMs).toBe(60_000)
    const grown = listOf(upward(1, 12))
    const second = await walk(call, upTo(1, grown, stop), first.mark)
    expect(numbers(second.items)).toEqual([2, 3, 4])
    expect(second.mark).toEqual({ since: idText(10), gap: { since: idText(0), max: idText(1) } })
    const third = await walk(call, grown, second.mark)
    expect(numbers(third.items)).toEqual([1, 11, 12])
    expect(third.mark).toEqual({ since: idText(12) })
  })

  it('does not move when the allowance gave nothing', async () => {
    const stop = () => Promise.reject(limited())
    for (const at of [mark, { ...mark, gap: { since: idText(-9), max: idText(-3) } }])
      expect(await walk(call, stop, at)).toEqual({ items: [], mark: at, waitMs: 60_000 })
  })

  it('remembers what an odd answer in the middle left, without waiting longer', async () => {
    const odd = () => Promise.resolve<JsonObject>({ comments: null, total_number: 9 })
    const first = await walk(call, upTo(1, listOf(upward(1, 5)), odd), mark)
    expect(numbers(first.items)).toEqual([3, 4, 5])
    expect(first).toMatchObject({
      mark: { since: idText(5), gap: { since: idText(0), max: idText(2) } },
    })
    expect(first.waitMs).toBeUndefined()
    const second = await walk(call, listOf(upward(1, 5)), first.mark)
    expect(numbers(second.items)).toEqual([1, 2])
    expect(await walk(call, odd, mark)).toEqual({ items: [], mark })
  })

  it('does not read anything twice when only hidden items came before the interruption', async () => {
    const [hidden, stop] = [new Set([4, 5, 6]), () => Promise.reject(limited())]
    const first = await walk(call, upTo(1, listOf(upward(1, 6), hidden), stop), mark)
    expect(first).toEqual({ items: [], mark, waitMs: 60_000 })
    const second = await walk(call, listOf(upward(1, 6), hidden), first.mark)
    expect(numbers(second.items)).toEqual([1, 2, 3])
  })

  it('passes other failures on, the mark unmoved', async () => {
    const fail = () => Promise.reject(new RelayError('channel.auth', 'no'))
    await expect(walk(call, upTo(1, listOf(upward(1, 9)), fail), mark)).rejects.toThrow('no')
  })

  it('ends on a server that ignores both borders', async () => {
    const deaf: ReadPage = () =>
      Promise.resolve({ comments: upward(1, 3).map((n) => ({ idstr: idText(n) })) })
    expect(numbers((await walk(call, deaf, mark)).items)).toEqual([1, 2, 3])
  })

  it('delivers every visible item once, whatever interrupts it', async () => {
    const round = fc.record({
      grows: fc.nat(9),
      calls: fc.integer({ min: 0, max: 4 }),
      isOdd: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(round),
        fc.array(fc.integer({ min: 1, max: 90 })),
        async (rounds, gone) => {
          const hidden = new Set(gone)
          let [top, at]: [number, FeedMark] = [0, mark]
          const got: number[] = []
          for (const { grows, calls, isOdd } of [
            ...rounds,
            { grows: 0, calls: 99, isOdd: false },
          ]) {
            top += grows
            const stop = () => (isOdd ? Promise.resolve({}) : Promise.reject(limited()))
            const walked = await walk(call, upTo(calls, listOf(upward(1, top), hidden), stop), at)
            at = walked.mark
            got.push(...numbers(walked.items))
          }
          expect([...got].sort((a, b) => a - b)).toEqual(
            upward(1, top).filter((n) => !hidden.has(n)),
          )
        },
      ),
    )
  })
})

import type { Call } from './door.ts'
import { badRequest } from './refusal.ts'
import type { ZendeskState } from './state.ts'

const PAGE = 100

export interface Listing<T> {
  /** The member of the answer that holds the page. */
  name: string
  items: readonly T[]
  idOf: (item: T) => number | string
  render: (item: T) => unknown
}

/** A page of a list: by cursor where the caller asks so, else by number. */
export function pageOf<T>(
  state: ZendeskState,
  call: Call,
  listing: Listing<T>,
): Record<string, unknown> {
  const { query } = call
  const isByCursor = ['page[size]', 'page[after]', 'page[before]'].some((key) => key in query)
  return isByCursor ? cursorPage(state, call, listing) : numberedPage(state, call, listing)
}

function cursorPage<T>(
  state: ZendeskState,
  { query, request }: Call,
  { name, items, idOf, render }: Listing<T>,
): Record<string, unknown> {
  const size = readCount(query['page[size]'], PAGE)
  const start = startOf(items, query['page[after]'], idOf)
  const page = items.slice(start, start + size)
  const hasMore = start + size < items.length
  const last = page.at(-1)
  const after = last === undefined ? null : writeCursor(idOf(last))
  const first = page[0]
  const next = after === null || !hasMore ? null : pageUrl(state, request.url, after)
  return {
    [name]: page.map(render),
    meta: {
      has_more: hasMore,
      after_cursor: after,
      before_cursor: first === undefined ? null : writeCursor(idOf(first)),
    },
    links: { next, prev: null },
  }
}

function startOf<T>(
  items: readonly T[],
  cursor: string | undefined,
  idOf: (item: T) => number | string,
): number {
  if (cursor === undefined || cursor === '') return 0
  const id = Buffer.from(cursor, 'base64url').toString()
  const index = items.findIndex((item) => String(idOf(item)) === id)
  if (index < 0) throw badRequest('InvalidPaginationParameter', 'page[after] is not a valid cursor')
  return index + 1
}

function writeCursor(id: number | string): string {
  return Buffer.from(String(id)).toString('base64url')
}

function pageUrl(state: ZendeskState, path: string, after: string): string {
  const url = new URL(path, state.baseUrl())
  url.searchParams.set('page[after]', after)
  return url.href
}

function numberedPage<T>(
  state: ZendeskState,
  { query, request }: Call,
  { name, items, render }: Listing<T>,
): Record<string, unknown> {
  const size = readCount(query['per_page'], PAGE)
  const page = Math.max(1, Number(query['page'] ?? 1) || 1)
  const url = (number: number): string => {
    const target = new URL(request.url, state.baseUrl())
    target.searchParams.set('page', String(number))
    return target.href
  }
  return {
    [name]: items.slice((page - 1) * size, page * size).map(render),
    next_page: page * size < items.length ? url(page + 1) : null,
    previous_page: page > 1 ? url(page - 1) : null,
    count: items.length,
  }
}

function readCount(value: string | undefined, most: number): number {
  const count = Number(value ?? most)
  return Number.isInteger(count) && count > 0 ? Math.min(count, most) : most
}

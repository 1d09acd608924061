import type { JsonObject } from '../../wire/json.ts'
import type { ZendeskApi } from './api.ts'
import { listIn, objectIn, textIn } from './json-fields.ts'

export interface PagedList {
  readonly path: string
  /** Member of the answer that holds the items. */
  readonly name: string
  readonly query?: Readonly<Record<string, string>>
  readonly isUrgent?: boolean
}

/** Zendesk has no longer lists than this for what is read here (100 items a page). */
const maxPages = 50

/** A cursor-paged list, page by page. */
export async function* pagesOf(
  api: ZendeskApi,
  { path, name, query, isUrgent = false }: PagedList,
): AsyncGenerator<readonly JsonObject[]> {
  let after = ''
  for (let page = 0; page < maxPages; page++) {
    const body = await api.call(path, {
      method: 'GET',
      query: { ...query, 'page[size]': 100, ...(after !== '' && { 'page[after]': after }) },
      isUrgent,
    })
    yield listIn(body, name)
    const meta = objectIn(body, 'meta')
    after = textIn(meta, 'has_more') === 'true' ? textIn(meta, 'after_cursor') : ''
    if (after === '') return
  }
}

/** The first item of a list that fits, read no further than needed. */
export async function findIn(
  api: ZendeskApi,
  list: PagedList,
  fits: (item: JsonObject) => boolean,
): Promise<JsonObject | undefined> {
  for await (const page of pagesOf(api, list)) {
    const found = page.find(fits)
    if (found) return found
  }
  return undefined
}

import type { Clock } from '../../core/clock.ts'
import type { HelpdeskKnowledge } from '../../core/helpdesk.ts'
import type { ArticleText, MacroText } from './reply.ts'

/** What Zendesk had ready in time; `undefined` = it did not answer, or refused. */
export interface Shelved {
  readonly macros: readonly MacroText[] | undefined
  readonly articles: readonly ArticleText[] | undefined
}

/** Reads the helpdesk's own texts, from memory where they are fresh. */
export interface Shelf {
  read(tenant: string, knowledge: HelpdeskKnowledge | undefined, query: string): Promise<Shelved>
}

/** The sidebar stands within a second; what comes later serves the next look. */
const patienceMs = 800
/** Macros change rarely, articles hardly ever. */
const freshMs = 5 * 60_000
/** Zendesk is left alone for a while after it did not answer. */
const quietMs = 20_000
const mostKept = 500

interface Kept {
  readonly value: Promise<unknown>
  readonly until: number
}

export function createShelf(clock: Clock): Shelf {
  const kept = new Map<string, Kept>()

  function keep(key: string, one: Kept): void {
    kept.delete(key)
    kept.set(key, one)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  }

  /** One call for everybody who asks at the same time; a failure is forgotten soon. */
  function fetched<T>(key: string, fetch: () => Promise<T>): Promise<T | undefined> {
    const known = kept.get(key)
    if (known && clock.now() < known.until) return known.value as Promise<T | undefined>
    const value = fetch().catch(() => {
      keep(key, { value: Promise.resolve(undefined), until: clock.now() + quietMs })
      return undefined
    })
    keep(key, { value, until: clock.now() + freshMs })
    return value
  }

  function inTime<T>(value: Promise<T | undefined>): Promise<T | undefined> {
    const done = new AbortController()
    const late = clock.sleep(patienceMs, done.signal).then(() => undefined)
    return Promise.race([value, late]).finally(() => done.abort())
  }

  return {
    async read(tenant, knowledge, query) {
      if (!knowledge) return { macros: undefined, articles: undefined }
      const [macros, articles] = await Promise.all([
        inTime(fetched(`${tenant} macros`, () => knowledge.macros())),
        query === ''
          ? []
          : inTime(fetched(`${tenant} articles ${query}`, () => knowledge.articles(query))),
      ])
      return { macros, articles }
    },
  }
}

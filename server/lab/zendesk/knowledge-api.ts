import type { FastifyInstance } from 'fastify'
import { addEndpoint, type Call } from './door.ts'
import { isoTime } from './iso-time.ts'
import { articles, macros, type Article, type Macro } from './knowledge.ts'
import { pageOf } from './paging.ts'
import { badRequest } from './refusal.ts'
import type { ZendeskState } from './state.ts'

/** Macros and the help centre: what agents answer with. */
export function addKnowledgeEndpoints(app: FastifyInstance, state: ZendeskState): void {
  const list = (call: Call, items: readonly Macro[]): object =>
    pageOf(state, call, {
      name: 'macros',
      items,
      idOf: ({ id }) => id,
      render: (macro) => macroPayload(state, macro),
    })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/macros',
    answer: (call) => list(call, macros),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/macros/active',
    answer: (call) =>
      list(
        call,
        macros.filter(({ isActive }) => isActive),
      ),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/help_center/articles/search',
    answer: (call) => searchArticles(state, call),
  })
}

function macroPayload(state: ZendeskState, macro: Macro): object {
  const { id, title, isActive, actions, restriction } = macro
  const at = isoTime(state.world.now())
  return {
    url: `${state.baseUrl()}/api/v2/macros/${id}.json`,
    id,
    title,
    raw_title: title,
    active: isActive,
    default: false,
    position: id,
    description: null,
    actions,
    restriction,
    created_at: at,
    updated_at: at,
  }
}

/** Pairs of signs stand in for the words a real index cuts Chinese into. */
function pairsIn(text: string): readonly string[] {
  const signs = [...text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')]
  return signs.slice(1).map((sign, i) => `${signs[i] ?? ''}${sign}`)
}

function scoreOf({ title, body, labels }: Article, query: string): number {
  const text = `${title} ${body} ${labels.join(' ')}`.toLowerCase()
  return new Set(pairsIn(query).filter((pair) => text.includes(pair))).size
}

function searchArticles(state: ZendeskState, { query }: Call): object {
  const { query: words, category, section, label_names: labels } = query
  if ([words, category, section, labels].every((one) => one === undefined || one === ''))
    throw badRequest(
      'InvalidRequest',
      'At least one of query, category, section or label_names is required',
    )
  const perPage = Math.min(Number(query['per_page'] ?? 25) || 25, 100)
  const found = articles
    .map((article) => ({ article, score: scoreOf(article, words ?? '') }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.article.id - b.article.id)
  return {
    results: found
      .slice(0, perPage)
      .map(({ article }) => articlePayload(state, article, words ?? '')),
    count: found.length,
    page: 1,
    page_count: Math.max(1, Math.ceil(found.length / perPage)),
    per_page: perPage,
    next_page: null,
    previous_page: null,
  }
}

/** Long before the first conversation of the lab. */
const writtenAt = '2025-06-01T02:00:00Z'

function articlePayload(state: ZendeskState, article: Article, words: string): object {
  const { id, title, body, labels, isDraft, segment } = article
  const [first] = pairsIn(words).filter((pair) => body.includes(pair))
  return {
    id,
    url: `${state.baseUrl()}/api/v2/help_center/zh-cn/articles/${id}.json`,
    html_url: `${state.baseUrl()}/hc/zh-cn/articles/${id}`,
    title,
    name: title,
    body: `<p>${body}</p>`,
    snippet: first === undefined ? body : body.replace(first, `<em>${first}</em>`),
    locale: 'zh-cn',
    source_locale: 'zh-cn',
    label_names: labels,
    draft: isDraft,
    user_segment_id: segment,
    promoted: false,
    outdated: false,
    result_type: 'article',
    created_at: writtenAt,
    edited_at: writtenAt,
    updated_at: isoTime(state.world.now()),
  }
}

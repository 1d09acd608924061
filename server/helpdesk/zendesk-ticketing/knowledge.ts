import type { Article, HelpdeskKnowledge, Macro } from '../../core/helpdesk.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { ZendeskApi } from './api.ts'
import { listIn, objectIn, textIn, textsIn } from './json-fields.ts'
import { pagesOf } from './pages.ts'

/** More than any team keeps in use. */
const mostMacros = 500
const articlesWanted = 5
const longestQuery = 100

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
}

/** Text of a piece of HTML; what is left is never rendered as markup. */
function plainOf(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/li)\b[^>]{0,200}>/gi, '\n')
    .replace(/<[^>]{0,500}>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_whole, name: string) => entities[name] ?? ' ')
    .trim()
}

/** An action's value is a text, or `[channel, text]`. */
function valueOf(action: JsonObject): string {
  return textIn(action, 'value') || (textsIn(action, 'value').at(-1) ?? '')
}

function macroOf(macro: JsonObject): readonly Macro[] {
  const actions = listIn(macro, 'actions')
  const valueFor = (field: string): string => {
    const action = actions.find((one) => textIn(one, 'field') === field)
    return action ? valueOf(action) : ''
  }
  // What is meant for colleagues, or for some of them, is not offered to everybody's customers.
  const isInternal = valueFor('comment_mode_is_public') === 'false'
  const isRestricted = objectIn(macro, 'restriction') !== undefined
  const text = valueFor('comment_value') || plainOf(valueFor('comment_value_html'))
  if (isInternal || isRestricted || text.trim() === '') return []
  return [{ id: textIn(macro, 'id'), title: textIn(macro, 'title'), text: text.trim() }]
}

async function macros(api: ZendeskApi): Promise<readonly Macro[]> {
  const found: Macro[] = []
  for await (const page of pagesOf(api, { path: '/api/v2/macros/active', name: 'macros' })) {
    found.push(...page.flatMap(macroOf))
    if (found.length >= mostMacros) break
  }
  return found.slice(0, mostMacros)
}

/** The search shows agents more than customers may read: drafts, and what a segment is reserved for. */
function articleOf(article: JsonObject): readonly Article[] {
  const isPublic =
    textIn(article, 'draft') !== 'true' &&
    [null, undefined].includes(article['user_segment_id'] as null)
  const [title, link] = [textIn(article, 'title'), textIn(article, 'html_url')]
  if (!isPublic || title === '' || !/^https?:\/\//.test(link)) return []
  // Votes and labels move `updated_at` too; `edited_at` is of the words.
  const changedAt = Date.parse(textIn(article, 'edited_at') || textIn(article, 'updated_at'))
  const dated = Number.isNaN(changedAt) ? {} : { changedAt }
  return [
    { id: textIn(article, 'id'), title, text: plainOf(textIn(article, 'snippet')), link, ...dated },
  ]
}

async function articles(api: ZendeskApi, query: string): Promise<readonly Article[]> {
  const words = query.replace(/\s+/g, ' ').trim().slice(0, longestQuery)
  if (words === '') return []
  const body = await api.call('/api/v2/help_center/articles/search', {
    method: 'GET',
    query: { query: words, per_page: articlesWanted },
  })
  return listIn(body, 'results').flatMap(articleOf)
}

/** Macros and help-centre articles: read only, and only what customers may see. */
export function knowledge(api: ZendeskApi): HelpdeskKnowledge {
  return { macros: () => macros(api), articles: (query) => articles(api, query) }
}

import type { Ticket } from './records.ts'
import type { ZendeskState } from './state.ts'
import type { Views } from './views.ts'

/** The desk's own shelves; the account's views stand beside them under their numbers. */
const SHELVES: readonly {
  id: string
  title: string
  statuses?: readonly string[]
  tag?: string
}[] = [
  { id: 'all', title: '全部工单' },
  { id: 'open', title: '待处理', statuses: ['new', 'open'] },
  { id: 'held', title: '被拦下的回复', tag: 'weiqiao_held' },
  { id: 'failed', title: '发送失败', tag: 'weiqiao_failed' },
  { id: 'unconfirmed', title: '未确认送达', tag: 'weiqiao_unconfirmed' },
]

export function isDeskView(views: Views, view: string): boolean {
  return SHELVES.some(({ id }) => id === view) || views.get(Number(view)) !== undefined
}

export function ticketsIn(
  state: ZendeskState,
  views: Views,
  { view, most }: { view: string; most: number },
): Ticket[] {
  const own = views.get(Number(view))
  if (own) return views.tickets(own).slice(0, most)
  if (view === 'all') return newest(state, most)
  return [...idsIn(state, view)]
    .map((id) => state.tickets.get(id))
    .filter((ticket) => ticket !== undefined)
    .sort((one, other) => other.position - one.position)
    .slice(0, most)
}

function newest(state: ZendeskState, most: number): Ticket[] {
  const tickets: Ticket[] = []
  for (const ticket of state.tickets.newestFirst()) {
    if (tickets.length === most) break
    tickets.push(ticket)
  }
  return tickets
}

export function viewCounts(state: ZendeskState, views: Views): object {
  return {
    views: SHELVES.map(({ id, title }) => ({
      id,
      title,
      count: id === 'all' ? state.tickets.size() : idsIn(state, id).size,
    })),
    account: views.all().map((view) => ({
      id: view.id,
      title: view.title,
      count: views.tickets(view).length,
    })),
  }
}

function idsIn(state: ZendeskState, view: string): ReadonlySet<number> {
  const shelf = SHELVES.find(({ id }) => id === view)
  if (shelf?.tag !== undefined) return state.tickets.withTag(shelf.tag)
  return new Set((shelf?.statuses ?? []).flatMap((one) => [...state.tickets.withStatus(one)]))
}

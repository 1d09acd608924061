import type { FastifyInstance } from 'fastify'
import { readConditions } from './conditions.ts'
import { addEndpoint, idOf, idsOf, type Call } from './door.ts'
import { isoTime } from './iso-time.ts'
import { textIn } from './json-text.ts'
import { pageOf } from './paging.ts'
import type { Ticket } from './records.ts'
import { notFound } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import { ticketPayload } from './ticket-payload.ts'
import type { View, Views } from './views.ts'

type Json = Readonly<Record<string, unknown>>

export function addViewEndpoints(app: FastifyInstance, state: ZendeskState, views: Views): void {
  const list = (call: Call, items: readonly View[]): object =>
    pageOf(state, call, {
      name: 'views',
      items,
      idOf: ({ id }) => id,
      render: (view) => viewPayload(state, view),
    })

  addEndpoint(app, state, {
    method: 'GET',
    path: '/views',
    answer: (call) => list(call, views.all()),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/views/active',
    answer: (call) =>
      list(
        call,
        views.all().filter(({ isActive }) => isActive),
      ),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/views/count_many',
    answer: (call) => {
      const found = idsOf(call)
        .map((id) => views.get(id))
        .filter((view) => view !== undefined)
      return { view_counts: found.map((view) => countPayload(state, views, view)) }
    },
  })
  addViewChanges(app, state, views)
  addViewContents(app, state, views)
}

function addViewChanges(app: FastifyInstance, state: ZendeskState, views: Views): void {
  const show = (view: View): object => ({ view: viewPayload(state, view) })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/views',
    body: 'view',
    answer: (call) => call.reply.code(201).send(show(views.add(readView(call)))),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/views/:id',
    answer: (call) => show(viewOf(views, call)),
  })
  addEndpoint(app, state, {
    method: 'PUT',
    path: '/views/:id',
    body: 'viewUpdate',
    answer: (call) => {
      const view = viewOf(views, call)
      const { conditions, ...rest } = readView(call, view)
      return show(Object.assign(view, rest, { conditions, updatedAt: state.world.now() }))
    },
  })
  addEndpoint(app, state, {
    method: 'DELETE',
    path: '/views/:id',
    answer: (call) => {
      views.remove(viewOf(views, call).id)
      return void call.reply.code(204)
    },
  })
}

function addViewContents(app: FastifyInstance, state: ZendeskState, views: Views): void {
  addEndpoint(app, state, {
    method: 'GET',
    path: '/views/:id/count',
    answer: (call) => ({ view_count: countPayload(state, views, viewOf(views, call)) }),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/views/:id/tickets',
    answer: (call) =>
      pageOf<Ticket>(state, call, {
        name: 'tickets',
        items: views.tickets(viewOf(views, call)),
        idOf: ({ id }) => id,
        render: (ticket) => ticketPayload(state, ticket),
      }),
  })
}

function viewOf(views: Views, call: Call): View {
  const view = views.get(idOf(call))
  if (!view) throw notFound()
  return view
}

function readView({ body }: Call, known?: View): Parameters<Views['add']>[0] & { title: string } {
  const json = body['view'] as Json
  const hasConditions = ['all', 'any', 'conditions'].some((name) => json[name] !== undefined)
  const given = json['conditions'] ?? { all: json['all'], any: json['any'] }
  return {
    title: textIn(json, 'title', known?.title),
    description: textIn(json, 'description', known?.description),
    isActive: (json['active'] ?? known?.isActive ?? true) === true,
    conditions: known && !hasConditions ? known.conditions : readConditions(given, true),
  }
}

function countPayload(state: ZendeskState, views: Views, view: View): object {
  const value = views.tickets(view).length
  return {
    url: `${state.baseUrl()}/api/v2/views/${view.id}/count.json`,
    view_id: view.id,
    value,
    pretty: String(value),
    fresh: true,
  }
}

function viewPayload(state: ZendeskState, view: View): Record<string, unknown> {
  return {
    url: `${state.baseUrl()}/api/v2/views/${view.id}.json`,
    id: view.id,
    title: view.title,
    raw_title: view.title,
    description: view.description,
    active: view.isActive,
    default: false,
    position: view.position,
    conditions: view.conditions,
    restriction: null,
    created_at: isoTime(view.createdAt),
    updated_at: isoTime(view.updatedAt),
  }
}

import type { FastifyInstance } from 'fastify'
import { addEndpoint, idOf } from './door.ts'
import type { TicketField } from './fields.ts'
import { isoTime } from './iso-time.ts'
import { textIn } from './json-text.ts'
import { pageOf } from './paging.ts'
import { notFound } from './refusal.ts'
import type { Group, ZendeskState } from './state.ts'

type Json = Readonly<Record<string, unknown>>

/** What an integration looks up about the account it works for. */
export function addAccountEndpoints(app: FastifyInstance, state: ZendeskState): void {
  addGroupEndpoints(app, state)
  addFieldEndpoints(app, state)
  const base = `/api/v2`
  addEndpoint(app, state, {
    method: 'GET',
    path: '/brands',
    answer: (call) =>
      pageOf(state, call, {
        name: 'brands',
        items: [state.brandId],
        idOf: (id) => id,
        render: (id) => ({
          id,
          url: `${state.baseUrl()}${base}/brands/${id}.json`,
          name: '微桥演示',
          subdomain: state.plan.zendesk.subdomain,
          brand_url: state.baseUrl(),
          active: true,
          default: true,
          ticket_form_ids: [state.formId],
        }),
      }),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/account/settings',
    answer: () => ({ settings: accountSettings() }),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/locales/public',
    answer: () => ({ locales: LOCALES.map((one) => ({ ...one, url: localeUrl(state, one.id) })) }),
  })
}

const LOCALES = [
  { id: 10, locale: 'zh-CN', name: '简体中文' },
  { id: 1, locale: 'en-US', name: 'English' },
]

function localeUrl(state: ZendeskState, id: number): string {
  return `${state.baseUrl()}/api/v2/locales/${id}.json`
}

function accountSettings(): object {
  return {
    active_features: { customer_satisfaction: true, markdown: true },
    api: { accepted_api_agreement: true, api_password_access: 'false', api_token_access: 'false' },
    branding: { header_color: '1F73B7' },
    localization: { locale_ids: LOCALES.map(({ id }) => id) },
    tickets: { comments_public_by_default: true, list_empty_views: true, tagging: true },
    users: { tagging: true },
  }
}

function addGroupEndpoints(app: FastifyInstance, state: ZendeskState): void {
  const render = ({ id, name, isDefault, createdAt }: Group): object => ({
    id,
    url: `${state.baseUrl()}/api/v2/groups/${id}.json`,
    name,
    default: isDefault,
    deleted: false,
    is_public: true,
    created_at: isoTime(createdAt),
    updated_at: isoTime(createdAt),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/groups',
    answer: (call) =>
      pageOf(state, call, { name: 'groups', items: state.groups, idOf: ({ id }) => id, render }),
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/groups',
    body: 'group',
    isForAdmins: true,
    answer: ({ body, reply }) => {
      const name = String((body['group'] as Json)['name'])
      const id = state.ids.record()
      const group = { id, name, isDefault: false, createdAt: state.world.now() }
      state.groups.push(group)
      return reply.code(201).send({ group: render(group) })
    },
  })
}

function addFieldEndpoints(app: FastifyInstance, state: ZendeskState): void {
  const render = (field: TicketField): object => fieldPayload(state, field)
  addEndpoint(app, state, {
    method: 'GET',
    path: '/ticket_fields',
    answer: (call) =>
      pageOf(state, call, {
        name: 'ticket_fields',
        items: state.fields.all(),
        idOf: ({ id }) => id,
        render,
      }),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/ticket_fields/:id',
    answer: (call) => {
      const field = state.fields.get(idOf(call))
      if (!field) throw notFound()
      return { ticket_field: render(field) }
    },
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/ticket_fields',
    body: 'ticketField',
    isForAdmins: true,
    answer: ({ body, reply }) => {
      const json = body['ticket_field'] as Json
      const field = state.fields.add({
        type: String(json['type']),
        title: String(json['title']),
        description: textIn(json, 'description'),
        tag: (json['tag'] as string | null | undefined) ?? null,
        options:
          (json['custom_field_options'] as { name: string; value: string }[] | undefined) ?? [],
      })
      return reply.code(201).send({ ticket_field: render(field) })
    },
  })
}

function fieldPayload(state: ZendeskState, field: TicketField): object {
  const { id, type, title, description, tag, options, isSystem, isActive, createdAt } = field
  return {
    url: `${state.baseUrl()}/api/v2/ticket_fields/${id}.json`,
    id,
    type,
    title,
    raw_title: title,
    description,
    raw_description: description,
    tag,
    active: isActive,
    required: false,
    removable: !isSystem,
    agent_description: null,
    created_at: isoTime(createdAt),
    updated_at: isoTime(createdAt),
    ...(options.length > 0 ? { custom_field_options: options } : {}),
  }
}

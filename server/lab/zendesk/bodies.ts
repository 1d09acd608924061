import json from './openapi-subset.json' with { type: 'json' }
import { errorList, ZendeskRefusal } from './refusal.ts'
import { checkShape, type Shape, type ShapeNode } from './shape.ts'

/** References are followed from the whole document, whatever its other members are. */
const description = json as unknown as ShapeNode
const schemas = json.components.schemas as unknown as Record<string, ShapeNode>
const channelSchemas = json['x-any-channel-json-schemas'] as unknown as Record<string, ShapeNode>
const text = { type: 'string' } as const
const texts = { type: 'array', items: text } as const
const flag = { type: 'boolean' } as const
const id = { type: 'integer' } as const
const free = { type: 'object' } as const
const anything = {} as const

/** Documented for tickets, absent from the machine-readable description. */
const ticketExtras: ShapeNode = {
  properties: { metadata: free, additional_tags: texts, remove_tags: texts },
}

const userExtras: ShapeNode = {
  properties: {
    alias: text,
    default_group_id: id,
    details: text,
    locale: text,
    locale_id: id,
    notes: text,
    only_private_comments: flag,
    organization_ids: { type: 'array', items: id },
    phone: text,
    photo: free,
    suspended: flag,
    tags: texts,
    ticket_restriction: text,
    time_zone: text,
    verified: flag,
  },
}

const conditions: ShapeNode = { $ref: '#/components/schemas/TriggerConditionsObject' }
const viewShape: ShapeNode = {
  properties: {
    active: flag,
    all: { type: 'array', items: { $ref: '#/components/schemas/TriggerConditionObject' } },
    any: { type: 'array', items: { $ref: '#/components/schemas/TriggerConditionObject' } },
    conditions,
    description: text,
    output: free,
    position: id,
    restriction: free,
    title: text,
  },
  required: ['title'],
}

function wrapped(name: string, inner: ShapeNode): ShapeNode {
  return { type: 'object', properties: { [name]: inner }, required: [name] }
}

function extended(schema: string, extras: ShapeNode): ShapeNode {
  return { allOf: [{ $ref: `#/components/schemas/${schema}` }, extras] }
}

/** `add_position` is documented for every kind of credentials, described for one only. */
const webhookExtras: ShapeNode = {
  properties: {
    authentication: {
      properties: {
        add_position: { type: 'string', enum: ['header', 'query_string'] },
        data: free,
        type: { type: 'string', enum: ['basic_auth', 'bearer_token', 'api_key'] },
      },
      required: ['type'],
    },
  },
}

const create = extended('TicketCreateInput', ticketExtras)
const update = extended('TicketUpdateInput', ticketExtras)
const bulkUpdate = extended('TicketUpdateInput', {
  properties: { ...ticketExtras.properties, id },
})
const imported = extended('TicketImportInput', {
  properties: {
    ...update.allOf?.[1]?.properties,
    created_at: text,
    custom_fields: { type: 'array', items: free },
    external_id: text,
    group_id: id,
    priority: text,
    solved_at: text,
    status: text,
    submitter_id: id,
    type: text,
    updated_at: text,
    comments: {
      type: 'array',
      items: {
        properties: {
          author_id: id,
          body: text,
          created_at: text,
          html_body: text,
          public: flag,
          uploads: texts,
          value: text,
        },
      },
    },
  },
})

const shapes = {
  ticketCreate: wrapped('ticket', create),
  ticketUpdate: wrapped('ticket', update),
  ticketsCreate: wrapped('tickets', { type: 'array', items: create }),
  ticketsUpdate: {
    type: 'object',
    properties: { ticket: update, tickets: { type: 'array', items: bulkUpdate } },
  },
  ticketMerge: {
    type: 'object',
    properties: {
      ids: { type: 'array', items: id },
      source_comment: text,
      source_comment_is_public: flag,
      target_comment: text,
      target_comment_is_public: flag,
    },
    required: ['ids'],
  },
  ticketImport: wrapped('ticket', imported),
  ticketsImport: wrapped('tickets', { type: 'array', items: imported }),
  tags: {
    type: 'object',
    properties: { safe_update: flag, tags: texts, updated_stamp: text },
    required: ['tags'],
  },
  user: wrapped('user', extended('UserInput', userExtras)),
  identity: wrapped('identity', {
    properties: { primary: flag, skip_verify_email: flag, type: text, value: text, verified: flag },
    required: ['type', 'value'],
  }),
  trigger: { $ref: '#/components/schemas/TriggerWithCategoryRequest' },
  view: wrapped('view', viewShape),
  viewUpdate: wrapped('view', { properties: viewShape.properties ?? {} }),
  webhook: wrapped('webhook', extended('Webhooks_Webhook', webhookExtras)),
  webhookPatch: wrapped('webhook', {
    properties: {
      ...schemas['Webhooks_Webhook']?.properties,
      ...webhookExtras.properties,
    },
  }),
  webhookTest: { $ref: '#/components/schemas/Webhooks_WebhookTestRequest' },
  ticketField: wrapped('ticket_field', { $ref: '#/components/schemas/TicketFieldObject' }),
  group: wrapped('group', { $ref: '#/components/schemas/GroupObject' }),
  accountSettings: wrapped('settings', free),
  validateToken: {
    type: 'object',
    properties: { instance_push_id: text, request_id: { type: 'string', maxLength: 64 } },
    required: ['instance_push_id'],
  },
  nothing: anything,
} satisfies Record<string, ShapeNode>

export type BodyName = keyof typeof shapes | `channel:${string}`

function shapeOf(name: BodyName): Shape {
  if (!name.startsWith('channel:')) {
    return { node: shapes[name as keyof typeof shapes], root: description }
  }
  const node = channelSchemas[name.slice('channel:'.length)]
  if (!node) throw new Error(`no schema ${name}`)
  return { node, root: node }
}

/** Refuses what the platform would not know; the first few problems are named. */
export function checkBody(name: BodyName, body: unknown, style: 'record' | 'list'): void {
  const problems = bodyProblems(name, body)
  const [first] = problems
  if (!first) return
  if (style === 'list') {
    throw errorList(name === 'trigger' ? 422 : 400, 'InvalidParameter', first.description)
  }
  const details: Record<string, object[]> = {}
  for (const { path, description: words, error } of problems.slice(0, 10)) {
    ;(details[path === '' ? 'base' : path] ??= []).push({ description: words, error })
  }
  throw new ZendeskRefusal(422, {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details,
  })
}

export function bodyProblems(
  name: BodyName,
  body: unknown,
): readonly { path: string; error: string; description: string }[] {
  return checkShape(shapeOf(name), body, (file) => channelSchemas[file])
}

/** Names the description uses, for tests that hold this file to it. */
export const describedSchemas: readonly string[] = Object.keys(schemas)

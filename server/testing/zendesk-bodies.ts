import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import description from '../lab/zendesk/openapi-subset.json' with { type: 'json' }

interface Node {
  readonly $ref?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly items?: Node
  readonly enum?: readonly unknown[]
  readonly allOf?: readonly Node[]
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly additionalProperties?: unknown
  readonly readOnly?: boolean
  readonly nullable?: boolean
  readonly format?: string
}

type Operation = Readonly<Record<string, unknown>> & {
  readonly requestBody?: { readonly content: { readonly 'application/json': { schema: Node } } }
}

const schemas = description.components.schemas as unknown as Readonly<Record<string, Node>>
const paths = description.paths as unknown as Readonly<Record<string, Record<string, Operation>>>

const text: Node = { type: 'string' }
const conditions: Node = {
  type: 'array',
  items: {
    type: 'object',
    properties: { field: text, operator: text, value: {} },
    required: ['field', 'operator'],
  },
}

/**
 * Bodies that Zendesk documents (developer.zendesk.com/api-reference: Views, OAuth Tokens for Grant
 * Types, Update Many Tickets) and its machine-readable description leaves out.
 */
const undescribed: Readonly<Record<string, Node>> = {
  'POST /api/v2/views': {
    type: 'object',
    required: ['view'],
    properties: {
      view: {
        type: 'object',
        required: ['title'],
        properties: {
          title: text,
          all: conditions,
          any: conditions,
          description: text,
          active: { type: 'boolean' },
          output: {
            type: 'object',
            properties: { columns: { type: 'array', items: text } },
          },
        },
      },
    },
  },
  'POST /oauth/tokens': {
    type: 'object',
    required: ['grant_type', 'client_id'],
    properties: {
      grant_type: { enum: ['client_credentials', 'authorization_code', 'refresh_token'] },
      client_id: text,
      client_secret: text,
      scope: text,
      code: text,
      code_verifier: text,
      redirect_uri: text,
      refresh_token: text,
      expires_in: { type: 'integer' },
      refresh_token_expires_in: { type: 'integer' },
    },
  },
  'PUT /api/v2/tickets/update_many': {
    type: 'object',
    required: ['tickets'],
    properties: {
      tickets: {
        type: 'array',
        items: {
          allOf: [
            { $ref: '#/components/schemas/TicketUpdateInput' },
            { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] },
          ],
        },
      },
    },
  },
}

/** Documented for tickets (Tickets: JSON format), absent from the description. */
const documented: Readonly<Record<string, Readonly<Record<string, Node>>>> = {
  TicketUpdateInput: { metadata: { type: 'object', additionalProperties: true } },
}

function resolved(node: Node): Node {
  const name = node.$ref?.split('/').at(-1)
  if (name === undefined) return node
  const found = schemas[name]
  if (!found) throw new TypeError(`no schema ${name}`)
  return { ...found, properties: { ...found.properties, ...documented[name] } }
}

/** All members an object may have, whichever part of its schema names them. */
function membersOf(node: Node): { properties: Map<string, Node>; required: Set<string> } {
  const { properties, required, allOf, anyOf, oneOf } = resolved(node)
  const members = {
    properties: new Map(Object.entries(properties ?? {})),
    required: new Set(required),
  }
  for (const part of allOf ?? []) {
    const inner = membersOf(part)
    for (const [name, member] of inner.properties) members.properties.set(name, member)
    for (const name of inner.required) members.required.add(name)
  }
  // Alternatives differ in what they ask for; here they count for the names they know.
  for (const part of [...(anyOf ?? []), ...(oneOf ?? [])]) {
    for (const [name, member] of membersOf(part).properties) members.properties.set(name, member)
  }
  return members
}

/** A schema that also refuses what it does not name, and what only Zendesk may set. */
function strict(given: Node): object {
  const node = resolved(given)
  const { properties, required } = membersOf(node)
  if (properties.size > 0) {
    const writable = [...properties].filter(([, member]) => !resolved(member).readOnly)
    return {
      type: node.nullable === true ? ['object', 'null'] : 'object',
      properties: Object.fromEntries(writable.map(([name, member]) => [name, strict(member)])),
      required: [...required],
      additionalProperties: false,
    }
  }
  const choices = node.oneOf ?? node.anyOf
  if (choices) return { anyOf: choices.map(strict) }
  const type = node.nullable === true && node.type ? [node.type, 'null'] : node.type
  return {
    ...(type !== undefined && { type }),
    ...(node.enum && { enum: node.enum }),
    ...(node.format !== undefined && { format: node.format }),
    ...(node.items && { items: strict(node.items) }),
  }
}

const ajv = new Ajv2020({ strict: false, allErrors: true, allowUnionTypes: true })
formats.default(ajv)
const checks = new Map<string, ValidateFunction>()

function shapeOf(endpoint: string): Node | undefined {
  const [method = '', path = ''] = endpoint.split(' ')
  const operation = paths[path]?.[method.toLowerCase()]
  return operation?.requestBody?.content['application/json'].schema ?? undescribed[endpoint]
}

/** Documented (Views, Macros, Help Center: Search, Ticket Metrics) and absent from the description. */
const furtherPaths = [
  '/api/v2/views',
  '/api/v2/macros/active',
  '/api/v2/help_center/articles/search',
  '/api/v2/tickets/{ticket_id}/metrics',
]
const templates = [...Object.keys(paths), ...furtherPaths].sort(
  // What is spelt out goes before what has a place for an id.
  (a, b) => Number(a.includes('{')) - Number(b.includes('{')),
)

/** `METHOD /path/{template}` of a request; undefined where Zendesk describes no such path. */
export function endpointOf(method: string, path: string): string | undefined {
  const plain = path.replace(/\.json$/, '')
  const template = templates.find((one) =>
    new RegExp(`^${one.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(plain),
  )
  return template === undefined ? undefined : `${method} ${template}`
}

/** What is wrong with a request to Zendesk, by its own description; unknown keys included. */
export function problemsOf(method: string, path: string, body: unknown): readonly string[] {
  const endpoint = endpointOf(method, path)
  if (endpoint === undefined) return [`${method} ${path}: no such endpoint`]
  const shape = shapeOf(endpoint)
  if (!shape) return body === undefined ? [] : [`${endpoint}: a body that nothing describes`]
  const check = checks.get(endpoint) ?? ajv.compile(strict(shape))
  checks.set(endpoint, check)
  if (check(body)) return []
  return (check.errors ?? []).map(({ instancePath, message, params }) => {
    const detail = JSON.stringify(params)
    return `${endpoint} ${instancePath}: ${message ?? 'refused'} ${detail}`
  })
}

import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import description from '../lab/zendesk/openapi-subset.json' with { type: 'json' }

/** JSON schemas of Zendesk's channel framework, by name. */
const schemas = description['x-any-channel-json-schemas'] as Readonly<Record<string, unknown>>

export type ChannelShape =
  | 'manifest'
  | 'push_parameters'
  | 'pull_payload'
  | 'channelback_payload_v2'
  | 'report_channelback_error'
  | 'validate_token'

/** What only the pages describe: POST /api/v2/any_channel/validate_token. */
const described = {
  validate_token: {
    type: 'object',
    required: ['instance_push_id'],
    properties: {
      instance_push_id: { type: 'string', minLength: 1, maxLength: 255 },
      request_id: { type: 'string', minLength: 1, maxLength: 64 },
    },
  },
}

/** The same schema, refusing keys it does not name; `any` is no type of JSON Schema. */
function strict(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strict)
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node)
    .filter(([name, value]) => name !== 'type' || (value !== 'any' && value !== 'time'))
    .map(([name, value]) => [name, strict(value)] as const)
  const copy = Object.fromEntries(entries)
  const isObject = typeof copy['properties'] === 'object' && copy['type'] === 'object'
  return isObject ? { ...copy, additionalProperties: false } : copy
}

function createAjv(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true })
  formats.default(ajv)
  ajv.addFormat('external-id', /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/)
  // This machine stands in for the relay's public address.
  ajv.addFormat('https-url', /^(https:\/\/|http:\/\/127\.0\.0\.1(:|\/))\S+$/)
  for (const [name, schema] of Object.entries({ ...schemas, ...described }))
    ajv.addSchema({ ...(strict(schema) as object), $id: `${name}.json` })
  return ajv
}

const ajv = createAjv()

interface Resource {
  readonly parent_id?: string
  readonly thread_id?: string
  readonly file_urls?: readonly string[]
  readonly author: { readonly image_url?: string }
}

/** Limits that the pages name and the schemas do not (or more widely). */
function pageProblems(resources: readonly Resource[]): readonly string[] {
  return [
    ...(resources.length > 200 ? [`${resources.length} resources, at most 200`] : []),
    ...resources.flatMap(({ parent_id: parent, thread_id: thread, file_urls: files, author }) => [
      ...(parent !== undefined && thread !== undefined ? ['parent_id beside thread_id'] : []),
      ...((files ?? []).length > 10 ? [`${files?.length} files, at most 10`] : []),
      ...((author.image_url ?? '').length > 255 ? ['image_url beyond 255'] : []),
    ]),
  ]
}

/** What is wrong with a body by Zendesk's own schemas; unknown keys included. */
export function channelProblems(shape: ChannelShape, body: unknown): readonly string[] {
  const check = ajv.getSchema(`${shape}.json`) as ValidateFunction
  if (!check(body)) {
    return (check.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${shape}${instancePath}: ${message ?? 'refused'} ${JSON.stringify(params)}`,
    )
  }
  const { external_resources: resources } = body as { external_resources?: readonly Resource[] }
  return pageProblems(resources ?? [])
}

const endpoints: Readonly<Record<string, ChannelShape>> = {
  '/api/v2/any_channel/push': 'push_parameters',
  '/api/v2/any_channel/validate_token': 'validate_token',
  '/api/v2/any_channel/channelback/report_error': 'report_channelback_error',
}

/** Problems of a call the relay made; undefined for addresses outside the framework. */
export function channelCallProblems(path: string, body: unknown): readonly string[] | undefined {
  const shape = endpoints[path]
  return shape && channelProblems(shape, body)
}

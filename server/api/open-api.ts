import * as z from 'zod/mini'
import { accounts, persona } from './accounts.ts'
import { caseAct, casework } from './casework.ts'
import { crisis } from './crisis.ts'
import { customerAnswer, customerFile, identity, suggestions } from './customers.ts'
import { apiBase, type Endpoint } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { customer, delivery, guidance, pulse, thread } from './guidance.ts'
import { dismissals, intent } from './intents.ts'
import { readyReplies } from './ready.ts'
import { refusal } from './refusal.ts'
import { heldReplies, replyAct } from './replies.ts'
import { cause, document, heldFinding, words } from './scalars.ts'
import { session } from './session.ts'

type Json = Readonly<Record<string, unknown>>

/** Schemas with a name of their own in the document. */
const named = {
  Words: words,
  Cause: cause,
  HeldFinding: heldFinding,
  Session: session,
  Guidance: guidance,
  Delivery: delivery,
  Customer: customer,
  PublicThread: thread,
  Pulse: pulse,
  ReadyReplies: readyReplies,
  Casework: casework,
  CaseAct: caseAct,
  Intent: intent,
  Dismissals: dismissals,
  HeldReplies: heldReplies,
  ReplyAct: replyAct,
  Crisis: crisis,
  Accounts: accounts,
  Persona: persona,
  Identity: identity,
  CustomerFile: customerFile,
  CustomerAnswer: customerAnswer,
  LinkSuggestions: suggestions,
  Refusal: refusal,
} as const

function registry() {
  const names = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) names.add(schema, { id })
  for (const { id, body, answer } of endpoints as readonly Endpoint[]) {
    if (!names.has(answer)) names.add(answer, { id: `${id}Answer` })
    if (body && !names.has(body)) names.add(body, { id: `${id}Body` })
  }
  return names
}

type Names = ReturnType<typeof registry>

function content(names: Names, schema: z.core.$ZodType): Json {
  const $ref = `#/components/schemas/${names.get(schema)?.id ?? ''}`
  return { content: { 'application/json': { schema: { $ref } } } }
}

const refusals: Readonly<Record<string, string>> = {
  400: 'The request does not fit its schema',
  401: 'No session, or one that has ended',
  403: 'The session may not do this',
  404: 'Not of this tenant, or nowhere',
  409: 'Changed by somebody else meanwhile, or not in a state that allows it',
  422: 'The gate refuses the text',
  503: 'For the moment unavailable: come again',
}

function operation(names: Names, endpoint: Endpoint): Json {
  const statuses = ['400', '401', '403', '404', ...(endpoint.refusals ?? []).map(String), '503']
  const parts = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  }))
  const search = (endpoint.query ?? []).map((name) => ({
    name,
    in: 'query',
    required: false,
    schema: { type: 'string' },
  }))
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    'x-access': endpoint.access,
    'x-needs-person': endpoint.needsPerson === true,
    parameters: [...parts, ...search],
    ...(endpoint.body && {
      requestBody: { required: true, ...content(names, endpoint.body) },
    }),
    responses: {
      200: { description: 'Done', ...content(names, endpoint.answer) },
      ...Object.fromEntries(
        statuses.map((status) => [
          status,
          { description: refusals[status], ...content(names, refusal) },
        ]),
      ),
    },
  }
}

function pathsOf(names: Names): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const endpoint of endpoints as readonly Endpoint[]) {
    const item = (paths[`${apiBase}${endpoint.path}`] ??= {})
    item[endpoint.method.toLowerCase()] = operation(names, endpoint)
  }
  return paths
}

/**
 * The contract as OpenAPI 3.1. `further` = schemas of rooms this one cannot see (`LintContext`,
 * `PersonaDocument`), as JSON Schema.
 */
export function openApi(version: string, further: Readonly<Record<string, Json>> = {}): Json {
  const names = registry()
  const { schemas } = z.toJSONSchema(names, {
    uri: (id) => `#/components/schemas/${id}`,
    io: 'output',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === document) jsonSchema.description = 'See LintContext and PersonaDocument.'
    },
  })
  const own = Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema]),
  )
  return {
    openapi: '3.1.0',
    info: { title: 'Weiqiao relay', version },
    security: [{ session: [] }],
    paths: pathsOf(names),
    components: {
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
      schemas: { ...own, ...further },
    },
  }
}

import type * as z from 'zod/mini'

/** Who may call: any agent of the tenant, or only its leads and admins. */
export type Access = 'agent' | 'lead'

type Shape = z.ZodMiniType

/** One call of the apps to the relay, under `/api/v1`. Types, checks and OpenAPI all come from it. */
export interface Endpoint<Answer extends Shape = Shape, Body extends Shape = Shape> {
  /** Unique; the operation's id in OpenAPI. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT'
  /** With `{name}` for the parts that vary. */
  readonly path: string
  readonly summary: string
  readonly access: Access
  /** True where a named person must stand behind the act: a session of an installation is refused. */
  readonly needsPerson?: boolean
  /** Optional search parameters. */
  readonly query?: readonly string[]
  /** Refusals beside those every endpoint has (400, 401, 403, 404, 503). */
  readonly refusals?: readonly (409 | 422)[]
  readonly body?: Body
  readonly answer: Answer
}

export type AnswerOf<E> = E extends { readonly answer: infer Answer extends Shape }
  ? z.output<Answer>
  : never
/** @public */
export type BodyOf<E> = E extends { readonly body: infer Body extends Shape }
  ? z.input<Body>
  : undefined

/** Where every endpoint lies below. */
export const apiBase = '/api/v1'

/** The address of a call: parts filled in and escaped, search parameters appended. */
export function addressOf(
  endpoint: Pick<Endpoint, 'path'>,
  parts: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(parts[name] ?? ''),
  )
  const search = Object.entries(query)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
  return `${apiBase}${path}${search === '' ? '' : `?${search}`}`
}

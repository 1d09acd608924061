export interface FieldProblem {
  description: string
  error?: string
}

/** An answer other than success, with the body the platform gives. */
export class ZendeskRefusal extends Error {
  readonly status: number
  /** The same for the framework, where the desk's own handler answers. */
  readonly statusCode: number
  readonly body: object
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: object, headers: Readonly<Record<string, string>> = {}) {
    super(wordsOf(body) ?? `answered ${status}`)
    this.status = status
    this.statusCode = status
    this.body = body
    this.headers = headers
  }
}

/** The most telling sentence of an error body, for people at the desk. */
function wordsOf(body: object): string | undefined {
  const { details, description, error } = body as {
    details?: Record<string, FieldProblem[]>
    description?: string
    error?: string | { message?: string }
  }
  const first = Object.values(details ?? {})[0]?.[0]?.description
  return first ?? description ?? (typeof error === 'object' ? error.message : error)
}

/** The common form of a record that does not pass its checks. */
export function recordInvalid(field: string, problem: FieldProblem): ZendeskRefusal {
  return new ZendeskRefusal(422, {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: { [field]: [problem] },
  })
}

export function notFound(): ZendeskRefusal {
  return new ZendeskRefusal(404, { error: 'RecordNotFound', description: 'Not found' })
}

export function forbidden(message: string): ZendeskRefusal {
  return new ZendeskRefusal(403, { error: { title: 'Forbidden', message } })
}

export function badRequest(error: string, description: string): ZendeskRefusal {
  return new ZendeskRefusal(400, { error, description })
}

/** Newer interfaces (webhooks, triggers) answer with a list. */
export function errorList(status: number, code: string, detail: string): ZendeskRefusal {
  return new ZendeskRefusal(status, {
    errors: [{ code, title: code, detail, status: String(status) }],
  })
}

export function tooMany(retryAfter: number, description: string): ZendeskRefusal {
  return new ZendeskRefusal(
    429,
    { error: 'TooManyRequests', description },
    { 'retry-after': String(retryAfter) },
  )
}

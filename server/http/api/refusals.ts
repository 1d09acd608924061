import type { FastifyInstance } from 'fastify'
import { isRelayError, RelayError } from '../../core/error.ts'
import { errorCodes, type ErrorCode } from '../../core/error-codes.ts'
import type { Refusal } from '../../api/refusal.ts'
import type { Log } from '../../core/log.ts'
import { GateRefusal } from './replies.ts'
import { DocumentRefusal } from './settings.ts'

const statuses: Partial<Record<ErrorCode, number>> = {
  'session.refused': 401,
  'session.forbidden': 403,
  'session.person_needed': 403,
  'api.invalid': 400,
  'api.not_found': 404,
  'api.changed_meanwhile': 409,
  'customer.no_consent': 409,
  'incident.state': 409,
  'incident.no_problems': 422,
  'reply.state': 409,
  'reply.gate': 422,
  'reply.empty': 422,
  'reply.second_reader': 422,
}

/** Wrong fields of a body. */
export class BodyRefusal extends RelayError {
  readonly problems: readonly { readonly path: string; readonly message: string }[]

  constructor(problems: BodyRefusal['problems']) {
    super('api.invalid', 'The body does not fit its schema.')
    this.problems = problems
  }
}

function refusalOf(error: unknown, code: ErrorCode): Refusal {
  const { zh, en } = errorCodes[code]
  const problems =
    error instanceof BodyRefusal || error instanceof DocumentRefusal ? error.problems : undefined
  const findings = error instanceof GateRefusal ? error.findings : undefined
  return {
    error: {
      code,
      message: { zh, en },
      ...(problems && { problems: problems.map(({ path, message }) => ({ path, message })) }),
      ...(findings && {
        findings: findings.map(({ rule, severity, message }) => ({
          rule,
          severity,
          message: { zh: message.zh, en: message.en },
        })),
      }),
    },
  }
}

/** What Fastify itself refuses: a body that is no JSON, or too large. */
function codeOf(error: unknown): ErrorCode {
  if (isRelayError(error)) return error.code
  const status = (error as { statusCode?: number }).statusCode ?? 500
  return status < 500 ? 'api.invalid' : 'store.unavailable'
}

/** Every refusal is JSON with a code and its words; never a stack, never what was sent. */
export function refuseWithWords(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const code = codeOf(error)
    const status = statuses[code] ?? 503
    const route = request.routeOptions.url ?? ''
    if (status === 503) {
      const message = error instanceof Error ? error.message : ''
      log.error('api.unavailable', { route, code, message })
      reply.header('retry-after', '2')
    } else log.info('api.refused', { route, code })
    return reply.code(status).send(refusalOf(error, code))
  })
}

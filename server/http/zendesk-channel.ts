import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ChannelFramework, Form } from '../core/channel-framework.ts'
import { RelayError, isRelayError } from '../core/error.ts'
import type { HttpAnswer, HttpRequest } from '../core/http.ts'
import { receiveFromHelpdesk } from '../pipeline/helpdesk-callback.ts'
import type { Runtime } from '../pipeline/runtime.ts'
import { answerWith, httpRequest, notFound, refuseAlike, takeRawBodies } from './request.ts'

interface Frameworks {
  readonly runtime: Runtime
  readonly frameworks: readonly ChannelFramework[]
}

/** 65,535 characters of a reply take nine bytes each in a form. */
const formLimit = 1024 * 1024

function forged(): RelayError {
  return new RelayError('helpdesk.forged', 'The request did not verify.')
}

function formOf(request: FastifyRequest): Form {
  const body = request.body instanceof Uint8Array ? new TextDecoder().decode(request.body) : ''
  const form = Object.create(null) as Record<string, string[]>
  for (const [name, value] of new URLSearchParams(body)) (form[name] ??= []).push(value)
  return form
}

/** The tenant stands in front of the sealed metadata; the seal itself is checked by the adapter. */
function namedBy(frameworks: readonly ChannelFramework[], form: Form): ChannelFramework {
  const tenant = form['metadata']?.[0]?.split('.', 1)[0]
  const found = frameworks.find((one) => one.tenant === tenant)
  if (!found) throw forged()
  return found
}

/** The page belongs to the Zendesk it returns to; another one gets none, whatever it calls itself. */
function returnedTo(frameworks: readonly ChannelFramework[], form: Form): ChannelFramework {
  const target = form['return_url']?.[0] ?? ''
  const origin = URL.canParse(target) ? new URL(target).origin : ''
  const found = frameworks.find(({ origins }) => origins.includes(origin))
  if (!found) throw forged()
  return found
}

/** Events carry no credentials but our own request ids: each tenant takes what it recognises. */
async function takeEvents(
  { runtime, frameworks }: Frameworks,
  request: HttpRequest,
): Promise<HttpAnswer> {
  let answer: HttpAnswer | undefined
  for (const { tenant } of frameworks) {
    try {
      answer = await receiveFromHelpdesk(runtime, tenant, request)
    } catch (error) {
      if (!isRelayError(error, 'helpdesk.forged')) throw error
    }
  }
  if (!answer) throw forged()
  return answer
}

function publicRoutes(app: FastifyInstance, frameworks: readonly ChannelFramework[]): void {
  app.get('/zendesk/manifest.json', async (_request, reply) => {
    const [first] = frameworks
    if (!first) return notFound(reply)
    return reply.type('application/json').send(JSON.stringify(first.manifest()))
  })
  app.get('/zendesk/health', async (_request, reply) => reply.type('text/plain').send('ok'))
  app.get<{ Querystring: Readonly<Record<string, unknown>> }>(
    '/zendesk/clickthrough',
    async (request, reply) => {
      const id = request.query['external_id']
      for (const framework of frameworks) {
        const link = typeof id === 'string' ? await framework.clickthrough(id) : undefined
        if (link !== undefined) return reply.redirect(link, 302)
      }
      return notFound(reply)
    },
  )
}

/** `/zendesk/*` of the channel framework: manifest, admin page, pull, channelback, events, clickthrough. */
export function zendeskChannelRoutes(app: FastifyInstance, options: Frameworks): void {
  const { runtime, frameworks } = options
  const limit = { bodyLimit: formLimit }
  takeRawBodies(app)
  refuseAlike(app, runtime.log)
  publicRoutes(app, frameworks)
  app.post('/zendesk/admin', limit, async (request, reply) => {
    const form = formOf(request)
    const page = await returnedTo(frameworks, form).admin(form)
    reply
      .header('content-security-policy', page.contentSecurityPolicy)
      .header('cache-control', 'no-store')
    return answerWith(reply, page)
  })
  app.post('/zendesk/pull', limit, async (request, reply) => {
    const form = formOf(request)
    return answerWith(reply, await namedBy(frameworks, form).pull(form))
  })
  app.post('/zendesk/channelback', limit, async (request, reply) => {
    const { tenant } = namedBy(frameworks, formOf(request))
    return answerWith(
      reply,
      await receiveFromHelpdesk(runtime, tenant, httpRequest(request, runtime.clock)),
    )
  })
  app.post('/zendesk/events', limit, async (request, reply) =>
    answerWith(reply, await takeEvents(options, httpRequest(request, runtime.clock))),
  )
}

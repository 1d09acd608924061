import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ChannelFramework, Form } from '../core/channel-framework.ts'
import { RelayError } from '../core/error.ts'
import type { HttpAnswer, HttpRequest } from '../core/http.ts'
import { receiveFromHelpdesk } from '../pipeline/helpdesk-callback.ts'
import type { Runtime } from '../pipeline/runtime.ts'
import { answerWith, httpRequest, refuseAlike, takeRawBodies } from './request.ts'

interface Frameworks {
  readonly runtime: Runtime
  readonly frameworks: readonly ChannelFramework[]
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
  if (!found) throw new RelayError('helpdesk.forged', 'The request did not verify.')
  return found
}

/** Events carry no credentials but our own request ids: the tenant that made them recognises them. */
async function takeEvents(
  { runtime, frameworks }: Frameworks,
  request: HttpRequest,
): Promise<HttpAnswer> {
  for (const { tenant } of frameworks) {
    try {
      return await receiveFromHelpdesk(runtime, tenant, request)
    } catch (error) {
      if (!(error instanceof RelayError) || error.code !== 'helpdesk.forged') throw error
    }
  }
  throw new RelayError('helpdesk.forged', 'The request did not verify.')
}

function publicRoutes(app: FastifyInstance, frameworks: readonly ChannelFramework[]): void {
  app.get('/zendesk/manifest.json', async (_request, reply) => {
    const [first] = frameworks
    if (!first) return reply.code(404).type('text/plain').send('not found')
    return reply.type('application/json').send(JSON.stringify(first.manifest()))
  })
  app.get('/zendesk/health', async (_request, reply) => reply.type('text/plain').send('ok'))
  app.get<{ Querystring: { external_id?: string } }>(
    '/zendesk/clickthrough',
    async (request, reply) => {
      const id = request.query.external_id ?? ''
      for (const framework of frameworks) {
        const link = await framework.clickthrough(id)
        if (link !== undefined) return reply.redirect(link, 302)
      }
      return reply.code(404).type('text/plain').send('not found')
    },
  )
}

function frameAncestors(subdomains: readonly string[]): string {
  return `default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; form-action 'self' ${subdomains.join(' ')}; frame-ancestors ${subdomains.join(' ')}`
}

/** `/zendesk/*` of the channel framework: manifest, admin page, pull, channelback, events, clickthrough. */
export function zendeskChannelRoutes(
  app: FastifyInstance,
  options: Frameworks & { readonly zendeskOrigins: readonly string[] },
): void {
  const { runtime, frameworks } = options
  takeRawBodies(app)
  refuseAlike(app, runtime.log)
  publicRoutes(app, frameworks)
  app.post('/zendesk/admin', async (request, reply) => {
    const form = formOf(request)
    const subdomain = form['subdomain']?.[0] ?? ''
    const framework =
      frameworks.find((_, i) => isOriginOf(options.zendeskOrigins[i], subdomain)) ?? frameworks[0]
    if (!framework) return reply.code(404).type('text/plain').send('not found')
    reply
      .header('content-security-policy', frameAncestors(options.zendeskOrigins))
      .header('cache-control', 'no-store')
    return answerWith(reply, await framework.admin(form))
  })
  app.post('/zendesk/pull', async (request, reply) => {
    const form = formOf(request)
    return answerWith(reply, await namedBy(frameworks, form).pull(form))
  })
  app.post('/zendesk/channelback', async (request, reply) => {
    const { tenant } = namedBy(frameworks, formOf(request))
    return answerWith(
      reply,
      await receiveFromHelpdesk(runtime, tenant, httpRequest(request, runtime.clock)),
    )
  })
  app.post('/zendesk/events', async (request, reply) =>
    answerWith(reply, await takeEvents(options, httpRequest(request, runtime.clock))),
  )
}

function isOriginOf(origin: string | undefined, subdomain: string): boolean {
  return (
    origin !== undefined && subdomain !== '' && new URL(origin).hostname.startsWith(`${subdomain}.`)
  )
}

import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Consent } from '../core/consent.ts'
import { isRelayError } from '../core/error.ts'
import type { Log } from '../core/log.ts'

interface Query {
  readonly code?: string
  readonly state?: string
}

const words = {
  done: ['已连接。可以关闭此页。', 'Connected. You may close this page.'],
  failed: ['未能连接，请重新运行 relay connect。', 'Not connected: run "relay connect" again.'],
} as const

function page(reply: FastifyReply, status: number, [zh, en]: readonly [string, string]) {
  return reply
    .code(status)
    .type('text/plain; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(`${zh}\n${en}\n`)
}

/** `GET /oauth/zendesk/callback`: where Zendesk sends the admin's browser after the consent. */
export function consentRoutes(
  app: FastifyInstance,
  { consents, log }: { readonly consents: readonly Consent[]; readonly log: Log },
): void {
  app.get<{ Querystring: Query }>('/oauth/zendesk/callback', async (request, reply) => {
    const { code, state } = request.query
    if (typeof code !== 'string' || typeof state !== 'string') return page(reply, 400, words.failed)
    // Only the tenant whose key sealed the state can open it.
    for (const consent of consents) {
      try {
        await consent.finish(code, state)
        return await page(reply, 200, words.done)
      } catch (error) {
        if (!isRelayError(error)) throw error
        log.warn('helpdesk.consent_failed', { tenant: consent.tenant, code: error.code })
      }
    }
    return page(reply, 400, words.failed)
  })
}

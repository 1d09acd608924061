import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import type { Fault } from './fault-table.ts'
import type { LabWorld, Platform } from './world.ts'

export { faultKinds, type FaultKind } from './fault-table.ts'

/** What faults are matched against: the method and the path without its query. */
export function faultSubject(request: FastifyRequest): string {
  return `${request.method} ${request.url.split('?')[0] ?? ''}`
}

/** The lab's own pages and its control API must keep working while a platform is broken. */
function isOwnPage(url: string): boolean {
  return url === '/' || /^\/(__lab|lab|assets)(\/|$|\?)/.test(url)
}

/**
 * Breaks a simulator on demand at the transport: late, failing, silent, or with its answer lost
 * after the effect. Registered once per server, before the routes.
 */
export function faultGate(world: LabWorld, platform: Platform): FastifyPluginCallback {
  const gate: FastifyPluginCallback = (app, _options, done) => {
    app.addHook('onRequest', async (request, reply) => {
      if (!isOwnPage(request.url)) return breakRequest(world, platform, { request, reply })
    })
    app.addHook('onSend', async (request, _reply, payload) => {
      if (isOwnPage(request.url)) return payload
      const fault = world.faults.take(platform, faultSubject(request), ['drop_answer'])
      if (fault) {
        note(world, fault, request)
        request.raw.socket.destroy()
      }
      return payload
    })
    done()
  }
  // Fastify keeps a plugin's hooks to itself unless told otherwise; these concern the whole server.
  return Object.assign(gate, { [Symbol.for('skip-override')]: true })
}

async function breakRequest(
  world: LabWorld,
  platform: Platform,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply | undefined> {
  const subject = faultSubject(request)
  const delay = world.faults.take(platform, subject, ['delay'])
  if (delay) {
    note(world, delay, request)
    await wait(delay.ms ?? 1_000)
  }
  const fault = world.faults.take(platform, subject, ['hang', 'status'])
  if (!fault) return undefined
  note(world, fault, request)
  if (fault.kind === 'hang') {
    reply.hijack()
    return reply
  }
  if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter))
  // Failures at the edge of a platform come as HTML, not in its own error format.
  return reply
    .code(fault.status ?? 500)
    .type('text/html; charset=utf-8')
    .send('<html><head><title>Error</title></head><body>Error</body></html>')
}

function note(world: LabWorld, fault: Fault, request: FastifyRequest): void {
  world.record({
    platform: fault.platform,
    kind: 'fault.applied',
    data: { fault: fault.kind, subject: faultSubject(request) },
  })
}

import type { FastifyInstance } from 'fastify'
import { receiveFromHelpdesk } from '../pipeline/helpdesk-callback.ts'
import type { Runtime } from '../pipeline/runtime.ts'
import { answerWith, httpRequest, refuseAlike, takeRawBodies } from './request.ts'

/** `POST /zendesk/webhook/{tenant}`: signed webhooks of the ticketing port. */
export function zendeskWebhookRoutes(app: FastifyInstance, runtime: Runtime): void {
  takeRawBodies(app)
  refuseAlike(app, runtime.log)
  app.post<{ Params: { tenant: string } }>(
    '/zendesk/webhook/:tenant',
    { bodyLimit: 256 * 1024 },
    async (request, reply) =>
      answerWith(
        reply,
        await receiveFromHelpdesk(
          runtime,
          request.params.tenant,
          httpRequest(request, runtime.clock),
        ),
      ),
  )
}

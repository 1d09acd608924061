import type { FastifyInstance } from 'fastify'
import type { Runtime } from '../pipeline/runtime.ts'

/** Types a browser may show in place; everything else is a download. */
const shown = /^(image\/(png|jpe?g|gif|webp)|audio\/|video\/)/

function dispositionOf(name: string, contentType: string): string {
  const kind = shown.test(contentType) ? 'inline' : 'attachment'
  return `${kind}; filename*=UTF-8''${encodeURIComponent(name)}`
}

/** `GET /media/{token}`: short-lived files for Zendesk to fetch. Wrong and expired look the same. */
export function mediaRoutes(app: FastifyInstance, runtime: Runtime): void {
  app.get<{ Params: { token: string } }>('/media/:token', async (request, reply) => {
    const file = await runtime.store.media.get(request.params.token)
    if (!file) return reply.code(404).type('text/plain').send('not found')
    return reply
      .type(file.contentType)
      .header('content-disposition', dispositionOf(file.name, file.contentType))
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'private, max-age=300')
      .send(Buffer.from(file.bytes))
  })
}

import type { FastifyInstance } from 'fastify'
import type { Runtime } from '../pipeline/runtime.ts'
import { notFound } from './request.ts'

/** Types a browser may show in place; everything else is a download. */
const shown = /^(image\/(png|jpe?g|gif|webp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/
const plainType = /^[\w.+-]+\/[\w.+-]+$/

/** RFC 8187 leaves fewer signs as they are than addresses do. */
function extended(name: string): string {
  // Half a character, which a platform may cut a name at, has no encoding.
  const whole = name.replace(/\p{Surrogate}/gu, '\ufffd')
  return encodeURIComponent(whole).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** The type was named by a platform: only a clean one is passed on. */
function headersOf(file: { readonly name: string; readonly contentType: string }) {
  const type = file.contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const kind = shown.test(type) ? 'inline' : 'attachment'
  return {
    'content-type': plainType.test(type) ? type : 'application/octet-stream',
    'content-disposition': `${kind}; filename*=UTF-8''${extended(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  }
}

/** `GET /media/{token}`: short-lived files for Zendesk to fetch. Wrong and expired look the same. */
export function mediaRoutes(app: FastifyInstance, runtime: Runtime): void {
  app.get<{ Params: { token: string } }>('/media/:token', async (request, reply) => {
    const file = await runtime.store.media.get(request.params.token)
    if (!file) return notFound(reply)
    return reply.headers(headersOf(file)).send(Buffer.from(file.bytes))
  })
}

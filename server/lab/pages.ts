import { existsSync } from 'node:fs'
import { join, normalize, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

const NOT_BUILT =
  '<!doctype html><meta charset="utf-8"><title>Weiqiao lab</title>' +
  '<p>The pages are not built yet. Run <code>npm run build</code> and reload.</p>'

/** The lab's page on the desk's port: `/` leads to `/lab/`, built files lie under `staticDir`. */
export async function servePages(app: FastifyInstance, staticDir: string): Promise<void> {
  const root = resolve(staticDir)
  await app.register(fastifyStatic, { root, serve: false })

  /** The first of the candidates that exists, below the root. */
  const send = (reply: FastifyReply, candidates: readonly string[]): FastifyReply => {
    const found = candidates
      .map((path) => normalize(path))
      .find((path) => !path.startsWith('..') && existsSync(join(root, path)))
    return found === undefined ? reply.code(404).type('text/plain').send('') : reply.sendFile(found)
  }

  app.get('/', (_request, reply) => reply.redirect('/lab/'))
  app.get('/lab', (_request, reply) => reply.redirect('/lab/'))
  app.get('/lab/', (_request, reply) => {
    if (!existsSync(join(root, 'lab/index.html'))) {
      return reply.code(503).type('text/html; charset=utf-8').send(NOT_BUILT)
    }
    return reply.header('cache-control', 'no-store').sendFile('lab/index.html')
  })
  app.get<{ Params: { '*': string } }>('/lab/*', (request, reply) =>
    // A page may ask for its parts beside itself or beside the other pages.
    send(reply, [`lab/${request.params['*']}`, request.params['*']]),
  )
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) =>
    send(reply, [`assets/${request.params['*']}`]),
  )
}

import fastify, { type FastifyReply } from 'fastify'

export interface Heard {
  path: string
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** A server that hears everything posted to it and answers as told; 200 otherwise. */
export interface Listener {
  url: string
  heard: Heard[]
  answers: ((reply: FastifyReply, heard: Heard) => unknown)[]
  close(): Promise<void>
}

export async function startListener(): Promise<Listener> {
  const heard: Heard[] = []
  const answers: Listener['answers'] = []
  const app = fastify({ forceCloseConnections: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.all('/*', (request, reply) => {
    const body = typeof request.body === 'string' ? request.body : ''
    const one = { path: request.url, headers: request.headers, body }
    heard.push(one)
    const answer = answers.shift()
    return answer ? answer(reply, one) : reply.send('')
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, heard, answers, close: () => app.close() }
}

import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'

export interface Knock {
  method: string
  path: string
  query: Record<string, string>
  body: string
  contentType: string
}

export interface FakeRelay {
  url: string
  knocks: Knock[]
  /** What the next knocks get; `success` otherwise. */
  answers: ((reply: FastifyReply, knock: Knock) => unknown)[]
  close(): Promise<void>
}

/** The other end of the callbacks: remembers what came and answers as told. */
export async function startFakeRelay(): Promise<FakeRelay> {
  const knocks: Knock[] = []
  const answers: FakeRelay['answers'] = []
  const app: FastifyInstance = fastify({ forceCloseConnections: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.all('/hooks/*', (request, reply) => {
    const knock: Knock = {
      method: request.method,
      path: request.url.split('?')[0] ?? '',
      query: request.query as Record<string, string>,
      body: String(request.body ?? ''),
      contentType: request.headers['content-type'] ?? '',
    }
    knocks.push(knock)
    const answer = answers.shift()
    if (answer) return answer(reply, knock)
    return reply.type('text/plain').send(knock.query['echostr'] ?? '')
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, knocks, answers, close: () => app.close() }
}

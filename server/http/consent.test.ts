import { fastify, type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Consent } from '../core/consent.ts'
import { RelayError } from '../core/error.ts'
import { silentLog } from '../testing/silent-log.ts'
import { consentRoutes } from './consent.ts'

let app: FastifyInstance
let finished: string[]
beforeEach(() => {
  finished = []
  const of = (tenant: string): Consent => ({
    tenant,
    begin: () => Promise.resolve(''),
    finish(code, state) {
      if (state !== `state-of-${tenant}`)
        return Promise.reject(new RelayError('helpdesk.auth', 'not ours'))
      finished.push(`${tenant} ${code}`)
      return Promise.resolve()
    },
  })
  app = fastify()
  consentRoutes(app, { consents: [of('acme'), of('globex')], log: silentLog })
})
afterEach(() => app.close())

const ask = (query: string) => app.inject(`/oauth/zendesk/callback${query}`)

describe('consentRoutes', () => {
  it('hands the code to the tenant whose state it is, and to no other', async () => {
    const answer = await ask('?code=c1&state=state-of-globex')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(finished).toEqual(['globex c1'])
  })

  it.each(['', '?code=c1', '?state=state-of-acme', '?code=c1&state=other', '?error=access_denied'])(
    'says what to do after %s',
    async (query) => {
      const answer = await ask(query)
      expect(answer.statusCode).toBe(400)
      expect(answer.body).toContain('relay connect')
      expect(finished).toEqual([])
    },
  )

  it('shows nothing of what it was asked', async () =>
    expect((await ask('?code=<script>&state=<script>')).body).not.toContain('<'))
})

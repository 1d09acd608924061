import type { FastifyInstance, FastifyReply } from 'fastify'
import { ZendeskRefusal } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import type { Grant, Lives } from './tokens.ts'

type Params = Readonly<Record<string, unknown>>

const HALF_HOUR = 1_800
const THIRTY_DAYS = 2_592_000
const SCOPE =
  /^(read|write|impersonate|(any_channel|apps|auditlogs|automations|brands|groups|hc|macros|organizations|requests|satisfaction_ratings|search|targets|tickets|ticket_fields|triggers|users|views|webhooks|zis):(read|write))$/

/** `/oauth/tokens`, and the page on which an admin would agree. */
export function addOauthEndpoints(app: FastifyInstance, state: ZendeskState): void {
  app.post('/oauth/tokens', (request, reply) =>
    reply.code(201).send(grant(state, (request.body ?? {}) as Params)),
  )
  app.get('/oauth/authorizations/new', (request, reply) =>
    authorize(state, request.query as Params, reply),
  )
}

function grant(state: ZendeskState, params: Params): Grant {
  const type = params['grant_type']
  if (type === 'client_credentials') {
    requireClient(state, params)
    const scopes = readScopes(params['scope'])
    return state.tokens.clientCredentials(scopes, readLives(params).seconds)
  }
  if (type === 'authorization_code') {
    requireClient(state, params)
    const verifier = params['code_verifier']
    return state.tokens.exchange(
      text(params, 'code'),
      {
        redirectUri: text(params, 'redirect_uri'),
        ...(typeof verifier === 'string' ? { verifier } : {}),
      },
      readLives(params),
    )
  }
  if (type === 'refresh_token') {
    requireClient(state, params)
    return state.tokens.refresh(text(params, 'refresh_token'), readLives(params))
  }
  throw oauthError(400, 'unsupported_grant_type', 'The grant type is not supported.')
}

function requireClient(state: ZendeskState, params: Params): void {
  if (state.tokens.isClient(params['client_id'], params['client_secret'])) return
  throw oauthError(
    401,
    'invalid_client',
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
  )
}

function readScopes(scope: unknown): string[] {
  const scopes = typeof scope === 'string' ? scope.split(/[\s,]+/).filter((one) => one !== '') : []
  if (scopes.length === 0 || !scopes.every((one) => SCOPE.test(one))) {
    throw oauthError(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed.')
  }
  return scopes
}

function readLives(params: Params): Lives {
  return {
    seconds: readSeconds(params['expires_in'], HALF_HOUR, [300, 172_800]),
    refreshSeconds: readSeconds(
      params['refresh_token_expires_in'],
      THIRTY_DAYS,
      [604_800, 7_776_000],
    ),
  }
}

function readSeconds(value: unknown, fallback: number, [least, most]: [number, number]): number {
  if (value === undefined) return fallback
  const seconds = Number(value)
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return seconds
  throw oauthError(400, 'invalid_request', `A lifetime must lie between ${least} and ${most}.`)
}

/** The lab agrees at once, where a person would press a button. */
function authorize(state: ZendeskState, params: Params, reply: FastifyReply): FastifyReply {
  const redirectUri = text(params, 'redirect_uri')
  const isOurs =
    URL.canParse(redirectUri) && new URL(redirectUri).origin === new URL(state.plan.relayUrl).origin
  if (params['client_id'] !== state.plan.zendesk.clientId || !isOurs) {
    throw oauthError(400, 'invalid_request', 'Unknown client, or a redirect URI it has not named.')
  }
  if (params['response_type'] !== 'code') {
    throw oauthError(400, 'unsupported_response_type', 'Only "code" is supported.')
  }
  const challenge = params['code_challenge']
  if (typeof challenge !== 'string' || params['code_challenge_method'] !== 'S256') {
    throw oauthError(400, 'invalid_request', 'A code challenge (S256) is required.')
  }
  const scopes = readScopes(params['scope'])
  const target = new URL(redirectUri)
  target.searchParams.set('code', state.tokens.authorize({ challenge, redirectUri, scopes }))
  if (typeof params['state'] === 'string') target.searchParams.set('state', params['state'])
  return reply.redirect(target.href)
}

function text(params: Params, name: string): string {
  const value = params[name]
  if (typeof value === 'string' && value !== '') return value
  throw oauthError(400, 'invalid_request', `The request lacks ${name}.`)
}

function oauthError(status: number, error: string, description: string): ZendeskRefusal {
  return new ZendeskRefusal(status, { error, error_description: description })
}

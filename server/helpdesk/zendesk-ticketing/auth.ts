import { RelayError, isRelayError } from '../../core/error.ts'
import type { Token } from '../../core/store/shared.ts'
import { readJsonObject } from '../../wire/json.ts'
import { refusal } from './errors.ts'
import type { ZendeskTicketingOptions } from './options.ts'

/** Asked for; Zendesk gives 30 minutes by default and 48 hours at most. */
const lifeSeconds = 7200
const refreshLifeSeconds = 7_776_000

async function askToken(
  options: ZendeskTicketingOptions,
  json: Readonly<Record<string, unknown>>,
): Promise<Token> {
  const { http, clock } = options.doors
  const answer = await http.call({ method: 'POST', url: `${options.baseUrl}/oauth/tokens`, json })
  if (answer.status !== 200 && answer.status !== 201) {
    const error = refusal(answer, '/oauth/tokens', clock.now())
    // A refused client is a matter for the admin, whatever status it came with.
    const isClient = answer.status >= 400 && answer.status < 500 && answer.status !== 429
    throw isClient
      ? new RelayError('helpdesk.auth', error.message, { details: error.details })
      : error
  }
  const body = readJsonObject(answer.text())
  const value = body['access_token']
  if (typeof value !== 'string')
    throw new RelayError('helpdesk.auth', 'Zendesk gave no access token.')
  const seconds = Number(body['expires_in'] ?? lifeSeconds)
  const refresh = body['refresh_token']
  return {
    value,
    expiresAt: clock.now() + seconds * 1000,
    ...(typeof refresh === 'string' && { refresh }),
  }
}

function refreshed(options: ZendeskTicketingOptions, previous: Token | undefined): Promise<Token> {
  const { auth } = options
  if (auth.grant === 'client_credentials') {
    const { clientId, clientSecret, scope } = auth
    return askToken(options, {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope,
    })
  }
  if (auth.grant === 'api_token' || previous?.refresh === undefined) {
    throw new RelayError(
      'helpdesk.auth',
      'Zendesk is not connected: an admin must authorise the relay.',
    )
  }
  // Each refresh ends the old pair, so only the holder of the lease may do this.
  return askToken(options, {
    grant_type: 'refresh_token',
    refresh_token: previous.refresh,
    client_id: auth.clientId,
    ...(auth.clientSecret !== undefined && { client_secret: auth.clientSecret }),
    expires_in: lifeSeconds,
    refresh_token_expires_in: refreshLifeSeconds,
  })
}

/** The first pair of tokens from an authorization code (valid 120 s), with its PKCE verifier. @public */
export function exchangeCode(
  options: ZendeskTicketingOptions,
  code: string,
  verifier: string,
): Promise<Token> {
  const { auth } = options
  if (auth.grant !== 'authorization_code')
    throw new RelayError('config.invalid', 'This tenant uses another grant.')
  return askToken(options, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    client_id: auth.clientId,
    redirect_uri: auth.redirectUri,
    scope: auth.scope ?? 'read write',
    ...(auth.clientSecret !== undefined && { client_secret: auth.clientSecret }),
    expires_in: lifeSeconds,
    refresh_token_expires_in: refreshLifeSeconds,
  })
}

/** Runs work with the Authorization header; a refused token is renewed once. */
export function withAuthorization<T>(
  options: ZendeskTicketingOptions,
  work: (authorization: string) => Promise<T>,
): Promise<T> {
  const { auth, tenant, doors } = options
  if (auth.grant === 'api_token') {
    return work(`Basic ${Buffer.from(`${auth.email}/token:${auth.apiToken}`).toString('base64')}`)
  }
  return doors.tokens.use({
    tenant,
    key: 'zendesk',
    fetch: (previous) => refreshed(options, previous),
    work: (token) => work(`Bearer ${token}`),
    isStale: (error) => isRelayError(error, 'helpdesk.auth'),
  })
}

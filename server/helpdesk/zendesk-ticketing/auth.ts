import { createHash } from 'node:crypto'
import { RelayError, isRelayError } from '../../core/error.ts'
import type { Token } from '../../core/store/shared.ts'
import type { IncomingAnswer } from '../../core/http.ts'
import { readJsonObject, type JsonObject } from '../../wire/json.ts'
import { refusal } from './errors.ts'
import type { ZendeskTicketingOptions } from './options.ts'

/** Asked for where a refresh token follows. */
const lifeSeconds = 7200
/** What Zendesk gives where nothing is asked for. */
const defaultLifeSeconds = 1800
const refreshLifeSeconds = 7_776_000
const tokenKey = 'zendesk'

/** Without a token nothing was sent, however the asking failed. */
function notAsked(cause: unknown): unknown {
  if (!isRelayError(cause)) return cause
  const { details } = cause
  return new RelayError('helpdesk.unavailable', 'Zendesk gave no access token for now.', {
    cause,
    details,
  })
}

function bodyOf(answer: IncomingAnswer): JsonObject {
  try {
    return readJsonObject(answer.text())
  } catch (cause) {
    throw new RelayError('helpdesk.unavailable', 'Zendesk answered something else than a token.', {
      cause,
    })
  }
}

async function askToken(
  options: ZendeskTicketingOptions,
  json: Readonly<Record<string, unknown>>,
): Promise<Token> {
  const { http, clock } = options.doors
  const path = '/oauth/tokens'
  const answer = await http
    .call({ method: 'POST', url: `${options.baseUrl}${path}`, json })
    .catch((error: unknown) => {
      throw notAsked(error)
    })
  if (answer.status !== 200 && answer.status !== 201) {
    const error = refusal(answer, { path, method: 'POST', now: clock.now() })
    if (error.code === 'helpdesk.rate_limited') throw error
    // A refused client is a matter for the admin, whatever status it came with.
    throw answer.status >= 400 && answer.status < 500
      ? new RelayError('helpdesk.auth', error.message, { details: error.details })
      : notAsked(error)
  }
  const body = bodyOf(answer)
  const value = body['access_token']
  if (typeof value !== 'string')
    throw new RelayError('helpdesk.auth', 'Zendesk gave no access token.')
  const said = Number(body['expires_in'])
  const seconds = said > 0 ? said : defaultLifeSeconds
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

/** The first pair of tokens from an authorization code (valid 120 s), with its PKCE verifier. */
function exchangeCode(
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

/** Where an admin's browser goes to agree; it comes back to `redirectUri` with a code and the state. */
export function consentUrl(
  { auth, baseUrl }: ZendeskTicketingOptions,
  { verifier, state }: { readonly verifier: string; readonly state: string },
): string {
  if (auth.grant !== 'authorization_code')
    throw new RelayError('config.invalid', 'This tenant uses another grant.')
  const url = new URL('/oauth/authorizations/new', baseUrl)
  const query = {
    response_type: 'code',
    client_id: auth.clientId,
    redirect_uri: auth.redirectUri,
    scope: auth.scope ?? 'read write',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

/** Puts the pair a code brings in the place of whatever was kept. Throws `helpdesk.auth`. */
export async function connect(
  options: ZendeskTicketingOptions,
  code: string,
  verifier: string,
): Promise<void> {
  let issued: Token | undefined
  const outdated = new RelayError('helpdesk.auth', 'The kept tokens are from an earlier consent.')
  await options.doors.tokens.use({
    tenant: options.tenant,
    key: tokenKey,
    fetch: async () => (issued = await exchangeCode(options, code, verifier)),
    work: (token) => (issued?.value === token ? Promise.resolve() : Promise.reject(outdated)),
    isStale: (error) => error === outdated,
  })
}

/** The keeper speaks for channels as well; here it is always the helpdesk. */
function asHelpdesk(error: unknown): never {
  if (!isRelayError(error, 'channel.auth')) throw error
  throw new RelayError('helpdesk.auth', 'Zendesk refused a token that was just renewed.', {
    cause: error,
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
  return doors.tokens
    .use({
      tenant,
      key: tokenKey,
      fetch: (previous) => refreshed(options, previous),
      work: (token) => work(`Bearer ${token}`),
      isStale: (error) => isRelayError(error, 'helpdesk.auth'),
    })
    .catch(asHelpdesk)
}

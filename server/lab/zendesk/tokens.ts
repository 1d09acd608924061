import { createHash, timingSafeEqual } from 'node:crypto'
import type { LabPlan } from '../plan.ts'
import type { LabWorld } from '../world.ts'
import type { Ids } from './ids.ts'
import type { People } from './people.ts'
import type { User } from './records.ts'
import { ZendeskRefusal } from './refusal.ts'

/** One consent: ends as a whole when one of its spent refresh tokens turns up again. */
interface Family {
  isRevoked: boolean
}

interface Access {
  user: User
  scopes: readonly string[]
  expiresAt: number
  family: Family
  /** Channel framework: the instance this token pushes for. */
  instance?: string
}

interface Refresh {
  user: User
  scopes: readonly string[]
  expiresAt: number
  family: Family
  access: Access
  isSpent: boolean
}

interface Code {
  challenge: string
  redirectUri: string
  scopes: readonly string[]
  user: User
  expiresAt: number
}

export interface Grant {
  access_token: string
  token_type: 'bearer'
  scope: string
  expires_in: number
  refresh_token?: string
  refresh_token_expires_in?: number
}

export interface Lives {
  seconds: number
  refreshSeconds: number
}

export interface Tokens {
  isClient(id: unknown, secret: unknown): boolean
  clientCredentials(scopes: readonly string[], seconds: number): Grant
  authorize(code: Omit<Code, 'expiresAt' | 'user'>): string
  exchange(code: string, proof: { redirectUri: string; verifier?: string }, lives: Lives): Grant
  refresh(token: string, lives: Lives): Grant
  /** For an instance of the channel framework: lives as long as the instance. */
  forInstance(instance: string): string
  /** For an agent signed in at the desk, whose pages call the interface with it. */
  forAgent(user: User): string
  check(token: string): Access
  expire(token: string): void
}

const CODE_MS = 120_000
const TOKEN_LENGTH = 64

interface Vault {
  world: LabWorld
  ids: Ids
  accesses: Map<string, Access>
  refreshes: Map<string, Refresh>
  codes: Map<string, Code>
}

export function createTokens(world: LabWorld, plan: LabPlan, people: People, ids: Ids): Tokens {
  const vault: Vault = {
    world,
    ids,
    accesses: new Map(),
    refreshes: new Map(),
    codes: new Map(),
  }
  return {
    isClient: (id, secret) =>
      id === plan.zendesk.clientId && isSame(secret, plan.zendesk.clientSecret),
    clientCredentials(scopes, seconds) {
      const expiresAt = world.now() + seconds * 1_000
      const access = { user: people.integration, scopes, expiresAt, family: { isRevoked: false } }
      const scope = scopes.join(' ')
      return {
        access_token: issue(vault, access),
        token_type: 'bearer',
        scope,
        expires_in: seconds,
      }
    },
    authorize(code) {
      const name = ids.token(TOKEN_LENGTH)
      // Whoever is signed in consents: the plan's first agent is an admin.
      const user = people.get(plan.zendesk.agents[0]?.id ?? 0) ?? people.integration
      vault.codes.set(name, { ...code, user, expiresAt: world.now() + CODE_MS })
      return name
    },
    exchange: (code, proof, lives) => exchangeCode(vault, { code, ...proof }, lives),
    refresh: (token, lives) => refreshPair(vault, token, lives),
    forInstance: (instance) => issueForInstance(vault, people.integration, instance),
    forAgent: (user) =>
      issue(vault, {
        user,
        scopes: ['read', 'write'],
        expiresAt: world.now() + CODE_MS,
        family: { isRevoked: false },
      }),
    check(token) {
      const access = vault.accesses.get(token)
      if (!access || access.family.isRevoked || access.expiresAt <= world.now()) {
        throw invalidToken()
      }
      return access
    },
    expire(token) {
      const access = vault.accesses.get(token)
      if (access) access.expiresAt = world.now()
    },
  }
}

function issue({ world, ids, accesses }: Vault, access: Access): string {
  const token = ids.token(TOKEN_LENGTH)
  accesses.set(token, access)
  world.record({ platform: 'zendesk', kind: 'token.issued', data: { scopes: access.scopes } })
  return token
}

function issueForInstance(vault: Vault, user: User, instance: string): string {
  return issue(vault, {
    user,
    scopes: ['any_channel:write'],
    expiresAt: Number.POSITIVE_INFINITY,
    family: { isRevoked: false },
    instance,
  })
}

function issuePair(
  vault: Vault,
  part: Pick<Access, 'user' | 'scopes' | 'family'>,
  lives: Lives,
): Grant {
  const now = vault.world.now()
  const access = { ...part, expiresAt: now + lives.seconds * 1_000 }
  const refreshToken = vault.ids.token(TOKEN_LENGTH)
  const expiresAt = now + lives.refreshSeconds * 1_000
  vault.refreshes.set(refreshToken, { ...part, expiresAt, access, isSpent: false })
  return {
    access_token: issue(vault, access),
    refresh_token: refreshToken,
    token_type: 'bearer',
    scope: part.scopes.join(' '),
    expires_in: lives.seconds,
    refresh_token_expires_in: lives.refreshSeconds,
  }
}

/** A code works once, soon, and for whoever asked for it. */
function exchangeCode(
  vault: Vault,
  proof: { code: string; redirectUri: string; verifier?: string },
  lives: Lives,
): Grant {
  const code = vault.codes.get(proof.code)
  vault.codes.delete(proof.code)
  if (!code || code.expiresAt <= vault.world.now()) throw invalidGrant()
  if (code.redirectUri !== proof.redirectUri) throw invalidGrant()
  if (!isProven(code.challenge, proof.verifier)) throw invalidGrant()
  const { user, scopes } = code
  return issuePair(vault, { user, scopes, family: { isRevoked: false } }, lives)
}

/** Each refresh ends the pair before it; a spent token that comes again ends them all. */
function refreshPair(vault: Vault, token: string, lives: Lives): Grant {
  const now = vault.world.now()
  const known = vault.refreshes.get(token)
  if (!known || known.family.isRevoked || known.expiresAt <= now) throw invalidGrant()
  if (known.isSpent) {
    known.family.isRevoked = true
    throw invalidGrant()
  }
  known.isSpent = true
  known.access.expiresAt = Math.min(known.access.expiresAt, now)
  const { user, scopes, family } = known
  return issuePair(vault, { user, scopes, family }, lives)
}

export function invalidToken(): ZendeskRefusal {
  return new ZendeskRefusal(
    401,
    {
      error: 'invalid_token',
      error_description:
        'The access token provided is expired, revoked, malformed or invalid for other reasons.',
    },
    { 'www-authenticate': 'Bearer error="invalid_token"' },
  )
}

function invalidGrant(): ZendeskRefusal {
  return new ZendeskRefusal(400, {
    error: 'invalid_grant',
    error_description:
      'The provided access grant is invalid, expired, or revoked (e.g. invalid assertion, expired authorization token, bad end-user password credentials, or mismatching authorization code and redirection URI).',
  })
}

function isProven(challenge: string, verifier: string | undefined): boolean {
  if (verifier === undefined || !/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier)) return false
  return isSame(createHash('sha256').update(verifier).digest('base64url'), challenge)
}

function isSame(given: unknown, wanted: string): boolean {
  const [one, other] = [Buffer.from(String(given)), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}

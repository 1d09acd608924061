import type { Session as SessionAnswer } from '../../api/session.ts'
import type { Role } from '../../api/scalars.ts'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/log.ts'
import type { Store } from '../../core/store/index.ts'
import type { ApiTenant } from './tenant.ts'
import { refused } from './zendesk-token.ts'

/** Who is calling. */
export interface Session {
  readonly tenant: ApiTenant
  /** undefined = Zendesk vouched for the installation only. */
  readonly user: { readonly id: string; readonly role: Role; readonly name?: string } | undefined
  /** When Zendesk vouched, epoch ms. */
  readonly startedAt: number
}

interface Sealed {
  readonly user?: Session['user']
  readonly startedAt: number
  readonly expiresAt: number
}

const bearerMs = 15 * 60_000
const longestMs = 12 * 3_600_000
const purpose = 'app-session'
/** How long a role read from Zendesk is believed. */
const roleMs = 5 * 60_000

interface SessionDoors {
  readonly store: Pick<Store, 'secrets'>
  readonly clock: Clock
  readonly log: Log
}

type Known = { readonly at: number; readonly user: NonNullable<Session['user']> | undefined }

/**
 * Bearers are sealed with the tenant's own key: any relay of the store opens them, nobody else makes
 * one, and one tenant's opens nothing of another's.
 */
export function createSessions(
  { store, clock, log }: SessionDoors,
  tenants: ReadonlyMap<string, ApiTenant>,
) {
  const roles = new Map<string, Known>()

  async function ask({ tenant }: ApiTenant, id: string): Promise<Session['user']> {
    const role = tenant.leads.has(id) ? 'lead' : 'agent'
    if (!tenant.reader?.person) return { id, role }
    const person = await tenant.reader.person(id)
    if (!person || person.role === 'end-user') return undefined
    return { id, name: person.name, role: person.role === 'admin' ? 'admin' : role }
  }

  /** The user with the role Zendesk gives them; while Zendesk is silent, no more than an agent's. */
  async function userOf(tenant: ApiTenant, id: string): Promise<Session['user']> {
    const key = `${tenant.tenant.id}/${id}`
    const known = roles.get(key)
    if (known && clock.now() - known.at < roleMs) return known.user
    try {
      const user = await ask(tenant, id)
      if (roles.size > 5000) roles.clear()
      roles.set(key, { at: clock.now(), user })
      return user
    } catch {
      log.warn('session.role_unknown', { tenant: tenant.tenant.id })
      return { id, role: 'agent' }
    }
  }

  async function answer(session: Session): Promise<SessionAnswer> {
    const { tenant, user, startedAt } = session
    const endsAt = startedAt + longestMs
    const expiresAt = Math.min(clock.now() + bearerMs, endsAt)
    const sealed: Sealed = { ...(user && { user }), startedAt, expiresAt }
    const { id, timeZone, locale } = tenant.tenant
    const text = await store.secrets.seal(id, purpose, JSON.stringify(sealed))
    return {
      token: `${id}.${text}`,
      expiresAt: new Date(expiresAt).toISOString(),
      endsAt: new Date(endsAt).toISOString(),
      user: user ?? null,
      tenant: { id, name: tenant.name, timeZone },
      locale,
    }
  }

  return {
    /** A first session, for a user Zendesk vouched for. Throws `session.refused` for end users. */
    async open(tenant: ApiTenant, userId: string): Promise<SessionAnswer> {
      const user = await userOf(tenant, userId)
      if (!user) throw refused()
      return answer({ tenant, user, startedAt: clock.now() })
    },
    /** A first session, for an installation. */
    openInstallation: (tenant: ApiTenant): Promise<SessionAnswer> =>
      answer({ tenant, user: undefined, startedAt: clock.now() }),
    /** Throws `session.refused` for whatever is not a bearer in force. */
    async read(bearer: string): Promise<Session> {
      const at = bearer.indexOf('.')
      const tenant = tenants.get(bearer.slice(0, Math.max(at, 0)))
      if (!tenant) throw refused()
      const text = await store.secrets.open(tenant.tenant.id, purpose, bearer.slice(at + 1))
      if (text === undefined) throw refused()
      const { user, startedAt, expiresAt } = JSON.parse(text) as Sealed
      if (expiresAt <= clock.now()) throw refused()
      return { tenant, user, startedAt }
    },
    /** The same session for another quarter of an hour; the role is looked at again. */
    async renew({ tenant, user, startedAt }: Session): Promise<SessionAnswer> {
      if (clock.now() >= startedAt + longestMs) throw refused()
      if (!user) return answer({ tenant, user: undefined, startedAt })
      const now = await userOf(tenant, user.id)
      if (!now) throw refused()
      return answer({ tenant, user: now, startedAt })
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>

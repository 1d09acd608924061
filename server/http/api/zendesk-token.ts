import { decodeJwt, importSPKI, jwtVerify, type JWTPayload } from 'jose'
import { installationAudience } from '../../api/session.ts'
import { RelayError } from '../../core/error.ts'
import type { ApiTenant, InstalledApp } from './tenant.ts'

/** The proof a page was loaded with: which account, and which of its users. */
export interface SignedUser {
  readonly tenant: ApiTenant
  readonly userId: string
}

/** Clocks differ. */
const leewaySeconds = 60
/** Zendesk's last five minutes; anything that claims to last longer was not made by it. */
const longestSeconds = 15 * 60

/** Looks the same whatever failed. */
export function refused(): RelayError {
  return new RelayError('session.refused', 'The session token did not verify.')
}

function claimsIn(token: string): JWTPayload {
  try {
    return decodeJwt(token)
  } catch {
    throw refused()
  }
}

/** The number of the installation an audience names, if it is one of this account. */
function installationIn(audience: unknown, { origins }: ApiTenant): string | undefined {
  const given: unknown[] = Array.isArray(audience) ? audience : [audience]
  for (const one of given) {
    if (typeof one !== 'string' || !URL.canParse(one)) continue
    const { origin, pathname } = new URL(one)
    const match = /^\/api\/v2\/apps\/installations\/(\d{1,20})(?:\.json)?$/.exec(pathname)
    if (match && origins.includes(origin)) return match[1]
  }
  return undefined
}

function userIn(subject: unknown, { origins }: ApiTenant): string | undefined {
  if (typeof subject !== 'string' || !URL.canParse(subject)) return undefined
  const { origin, pathname } = new URL(subject)
  const match = /^\/api\/v2\/users\/(\d{1,20})(?:\.json)?$/.exec(pathname)
  return origins.includes(origin) ? match?.[1] : undefined
}

async function verifiedBy(
  tenant: ApiTenant,
  app: InstalledApp,
  { token, now }: { readonly token: string; readonly now: number },
): Promise<string | undefined> {
  try {
    // The algorithm is ours to say, never the token's: a key of this kind verifies nothing else.
    const key = await importSPKI(app.publicKey, 'RS256')
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['RS256'],
      issuer: `${tenant.subdomain}.zendesk.com`,
      clockTolerance: leewaySeconds,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'sub', 'aud', 'iss'],
    })
    if ((payload.exp ?? Infinity) - now / 1000 > longestSeconds) return undefined
    const installation = installationIn(payload.aud, tenant)
    const isOurs =
      installation !== undefined &&
      (app.installationId === undefined || String(app.installationId) === installation)
    return isOurs ? userIn(payload.sub, tenant) : undefined
  } catch {
    return undefined
  }
}

/**
 * Verifies the token Zendesk posts with when it loads a page (`zendesk.md` §5): RS256 by the app's own
 * key, for this account, this installation, not over. Throws `session.refused`, the same for every fault.
 */
export async function readSignedToken(
  tenants: readonly ApiTenant[],
  token: string,
  now: number,
): Promise<SignedUser> {
  const issuer = claimsIn(token).iss
  for (const tenant of tenants) {
    if (issuer !== `${tenant.subdomain}.zendesk.com`) continue
    for (const app of tenant.apps) {
      const userId = await verifiedBy(tenant, app, { token, now })
      if (userId !== undefined) return { tenant, userId }
    }
  }
  throw refused()
}

/** As long as any page asks for; a token for longer was made to be kept. */
const longestProxySeconds = 3600

async function isSignedBy(secret: string, token: string, now: number): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      audience: installationAudience,
      clockTolerance: leewaySeconds,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'aud', 'iss'],
    })
    return (payload.exp ?? Infinity) - now / 1000 <= longestProxySeconds + leewaySeconds
  } catch {
    return false
  }
}

/**
 * Verifies a token Zendesk's proxy signed with the app's shared secret. It proves an installation, no
 * more: the page chose its claims. The account they name only says whose secret to try; none says who
 * somebody is or what they may do.
 */
export async function readInstallationToken(
  tenants: readonly ApiTenant[],
  token: string,
  now: number,
): Promise<ApiTenant> {
  const issuer = claimsIn(token).iss
  for (const tenant of tenants) {
    if (issuer !== tenant.subdomain && issuer !== `${tenant.subdomain}.zendesk.com`) continue
    for (const { sharedSecret } of tenant.apps)
      if (sharedSecret !== undefined && (await isSignedBy(sharedSecret, token, now))) return tenant
  }
  throw refused()
}

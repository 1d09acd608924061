import { fieldsAt, isFields, placesIn, type Fields, type Place } from './places.ts'
import type { Problem } from './problem.ts'

function doubles(places: readonly Place[]): readonly Problem[] {
  const ids = places.map(({ fields }) => fields['id'])
  return places.flatMap(({ path }, i) => {
    const id = ids[i]
    return typeof id === 'string' && ids.indexOf(id) < i
      ? [{ path: `${path}.id`, message: `is used twice: ${id}` }]
      : []
  })
}

/** The secret alone says which tenant's installation calls: one for two would open the other's tickets. */
function sharedSecrets(tenants: readonly Place[]): readonly Problem[] {
  const own = tenants.flatMap((tenant) =>
    placesIn({ path: `${tenant.path}.zendesk`, fields: fieldsAt(tenant.fields, 'zendesk') }, 'apps')
      .map(({ path, fields: { sharedSecret: secret } }) => ({ tenant, path, secret }))
      .filter(({ secret }) => typeof secret === 'string'),
  )
  const message = 'is the secret of another tenant too: give each its own'
  return own
    .filter(({ tenant, secret }, i) =>
      own.slice(0, i).some((earlier) => earlier.secret === secret && earlier.tenant !== tenant),
    )
    .map(({ path }) => ({ path: `${path}.sharedSecret`, message }))
}

function tenantProblems(tenant: Place): readonly Problem[] {
  const accounts = placesIn(tenant, 'accounts')
  const zendesk = fieldsAt(tenant.fields, 'zendesk')
  const { port = 'ticketing' } = zendesk
  const problems = [...doubles(accounts)]
  if (port === 'ticketing' && isFields(tenant.fields['zendesk']) && !('auth' in zendesk)) {
    const message =
      'is missing: write {"grant": "client_credentials", "clientId": …, "clientSecret": "env:…"}'
    problems.push({ path: `${tenant.path}.zendesk.auth`, message })
  }
  // With a client for push tokens, the account's page in Zendesk brings both.
  if (port === 'channel' && !('pushClientId' in zendesk)) {
    const message =
      'is missing: with "port": "channel" each account carries {"instancePushId": …, "accessToken": "env:…"}'
    for (const { path, fields } of accounts)
      if (!('zendesk' in fields)) problems.push({ path: `${path}.zendesk`, message })
  }
  return problems
}

function appWarnings(zendesk: Place): readonly Problem[] {
  return placesIn(zendesk, 'apps').flatMap(({ path, fields: { publicKey } }) =>
    typeof publicKey !== 'string' || /^(-----BEGIN|file:|env:)/.test(publicKey)
      ? []
      : [
          {
            path: `${path}.publicKey`,
            message: 'is not a public key in PEM: nobody can open the apps with it',
          },
        ],
  )
}

function tenantWarnings({ path, fields }: Place): readonly Problem[] {
  const zendesk: Place = { path: `${path}.zendesk`, fields: fieldsAt(fields, 'zendesk') }
  const warnings = appWarnings(zendesk)
  if (fieldsAt(zendesk.fields, 'auth')['grant'] !== 'api_token') return warnings
  const message = 'API tokens stop working on 2027-04-30; use an OAuth client'
  return [...warnings, { path: `${zendesk.path}.auth.grant`, message }]
}

/** What single keys cannot show. Judges what it understands: a file may be wrong elsewhere. */
export function crossCheck(file: Fields): {
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
} {
  const tenants = placesIn({ path: '', fields: file }, 'tenants')
  return {
    problems: [...doubles(tenants), ...tenants.flatMap(tenantProblems), ...sharedSecrets(tenants)],
    warnings: tenants.flatMap(tenantWarnings),
  }
}

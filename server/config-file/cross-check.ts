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

function tenantWarnings({ path, fields }: Place): readonly Problem[] {
  const { grant } = fieldsAt(fieldsAt(fields, 'zendesk'), 'auth')
  if (grant !== 'api_token') return []
  return [
    {
      path: `${path}.zendesk.auth.grant`,
      message: 'API tokens stop working on 2027-04-30; use an OAuth client',
    },
  ]
}

/** What single keys cannot show. Judges what it understands: a file may be wrong elsewhere. */
export function crossCheck(file: Fields): {
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
} {
  const tenants = placesIn({ path: '', fields: file }, 'tenants')
  return {
    problems: [...doubles(tenants), ...tenants.flatMap(tenantProblems)],
    warnings: tenants.flatMap(tenantWarnings),
  }
}

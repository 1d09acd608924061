import type { ConfigFile } from './schema.ts'
import type { Problem } from './secrets.ts'

function doubles(ids: readonly string[], path: (index: number) => string): readonly Problem[] {
  return ids.flatMap((id, i) =>
    ids.indexOf(id) < i ? [{ path: path(i), message: `is used twice: ${id}` }] : [],
  )
}

type Tenant = ConfigFile['tenants'][number]

function tenantProblems(tenant: Tenant, path: string): readonly Problem[] {
  const problems: Problem[] = [
    ...doubles(
      tenant.accounts.map(({ id }) => id),
      (i) => `${path}.accounts.${i}.id`,
    ),
  ]
  if (tenant.zendesk.port === 'ticketing' && !tenant.zendesk.auth) {
    problems.push({
      path: `${path}.zendesk.auth`,
      message:
        'is missing: write {"grant": "client_credentials", "clientId": …, "clientSecret": "env:…"}',
    })
  }
  if (tenant.zendesk.port === 'channel') {
    tenant.accounts.forEach((account, i) => {
      if (account.zendesk) return
      const message =
        'is missing: with "port": "channel" each account carries {"instancePushId": …, "accessToken": "env:…"}'
      problems.push({ path: `${path}.accounts.${i}.zendesk`, message })
    })
  }
  return problems
}

/** What single keys cannot show. Warnings do not stop a start. */
export function crossCheck(config: ConfigFile): {
  problems: readonly Problem[]
  warnings: readonly Problem[]
} {
  const warnings = config.tenants.flatMap((tenant, i) =>
    tenant.zendesk.auth?.grant === 'api_token'
      ? [
          {
            path: `tenants.${i}.zendesk.auth.grant`,
            message: 'API tokens stop working on 2027-04-30; use an OAuth client',
          },
        ]
      : [],
  )
  const problems = [
    ...doubles(
      config.tenants.map(({ id }) => id),
      (i) => `tenants.${i}.id`,
    ),
    ...config.tenants.flatMap((tenant, i) => tenantProblems(tenant, `tenants.${i}`)),
  ]
  return { problems, warnings }
}

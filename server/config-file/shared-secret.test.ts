import { describe, expect, it } from 'vitest'
import { fileWith, goodConfig, goodEnvironment } from '../testing/config-file.ts'
import { problemsIn } from '../testing/config-reading.ts'

const env = {
  ...goodEnvironment,
  ONE: 'one-shared-secret-of-the-first-tenant',
  TWO: 'another-shared-secret-of-the-second',
}

function twoTenants(first: string, second: string): unknown {
  const [tenant] = goodConfig().tenants
  const app = (sharedSecret: string) => [
    { id: 1, publicKey: '-----BEGIN PUBLIC KEY-----', sharedSecret },
  ]
  const other = {
    ...tenant,
    id: 'other',
    zendesk: { ...tenant?.zendesk, subdomain: 'other', apps: app(second) },
  }
  return fileWith({ 'tenants.0.zendesk.apps': app(first), 'tenants.1': other })
}

describe('zendesk.apps[].sharedSecret', () => {
  it('is refused when another tenant has the same, however it is written', () => {
    const line =
      'tenants.1.zendesk.apps.0.sharedSecret is the secret of another tenant too: give each its own'
    expect(problemsIn(twoTenants('env:ONE', 'env:ONE'), { env })).toEqual([line])
    const same = { ...env, TWO: env.ONE }
    expect(problemsIn(twoTenants('env:ONE', 'env:TWO'), { env: same })).toEqual([line])
  })

  it('is taken when each tenant has its own', () =>
    expect(problemsIn(twoTenants('env:ONE', 'env:TWO'), { env })).toEqual([]))
})

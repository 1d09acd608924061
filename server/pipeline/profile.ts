import type { Filing } from '../core/filing.ts'
import type { AccountRuntime, Runtime } from './runtime.ts'

/**
 * Asks the platform once for a name where the push carries none (a fan's private message on Weibo).
 * A missing name never holds a filing up.
 */
export async function profileOf(
  runtime: Runtime,
  served: AccountRuntime,
  customer: Filing['customer'],
): Promise<Filing['customer']> {
  if (customer.name !== undefined || !served.profile) return customer
  const key = `profile:${served.account.id}:${customer.id}`
  const known = await runtime.store.kept.get(served.account.tenant, key)
  if (known !== undefined)
    return known === '' ? customer : { ...customer, name: known, displayName: known }
  try {
    const profile = await served.profile(customer.id)
    await runtime.store.kept.set(served.account.tenant, key, profile?.name ?? '')
    if (profile?.name === undefined) return customer
    return { ...profile, ...customer, name: profile.name, displayName: profile.name }
  } catch {
    return customer
  }
}

import { RelayError } from '../core/error.ts'
import type { Filing } from '../core/filing.ts'
import type { AccountRuntime, Runtime } from './runtime.ts'

/** A ticket waits no longer than this for the name on it. */
const patienceMs = 2000
/** What failed is not asked at every message: the calls come out of a daily allowance. */
const againAfterMs = 10 * 60_000

async function soon<T>({ clock }: Runtime, work: Promise<T>): Promise<T> {
  const over = new AbortController()
  const late = clock.sleep(patienceMs, over.signal).then((): never => {
    throw new RelayError('http.timeout', 'The profile did not come in time.')
  })
  late.catch(() => undefined)
  try {
    return await Promise.race([work, late])
  } finally {
    over.abort()
  }
}

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
    const mayAsk = await runtime.store.kept.once(
      served.account.tenant,
      `profile-asked:${served.account.id}:${customer.id}`,
      againAfterMs,
    )
    if (!mayAsk) return customer
    const profile = await soon(runtime, served.profile(customer.id))
    await runtime.store.kept.set(served.account.tenant, key, profile?.name ?? '')
    if (profile?.name === undefined) return customer
    return { ...profile, ...customer, name: profile.name, displayName: profile.name }
  } catch {
    return customer
  }
}

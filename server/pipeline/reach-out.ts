import type { Consent, Identity } from '../core/store/index.ts'
import type { Runtime } from './runtime.ts'

/** Whether somebody may be written to first, and if not, why. */
export type ReachOut =
  { readonly may: true } | { readonly may: false; readonly because: 'refused' | 'never_asked' }

/**
 * By everything one person said on one channel, in whatever order it is given: the last word counts. Of
 * two words of one moment the refusal does; without a word nobody is written to (mission row S2-06).
 */
export function verdictOf(words: readonly Pick<Consent, 'value' | 'at'>[]): ReachOut {
  const lastAt = Math.max(...words.map(({ at }) => at))
  const last = words.filter(({ at }) => at === lastAt)
  if (last.length === 0) return { may: false, because: 'never_asked' }
  return last.some(({ value }) => value === 'refused')
    ? { may: false, because: 'refused' }
    : { may: true }
}

/**
 * The door that whoever writes first must pass, for each message and each channel anew. Answers to what
 * a customer asked are no such messages. Throws `store.unavailable`: then nothing may be sent either.
 */
export async function mayReachOut(
  { store }: Pick<Runtime, 'store'>,
  tenant: string,
  { account, customer }: Identity,
): Promise<ReachOut> {
  // Mail that was accepted a moment ago is sorted by this look: what it says counts already.
  await store.inbox.conversationsOf(tenant, { account, customer, limit: 1 })
  const { consents } = await store.people.records(tenant, [{ account, customer }])
  return verdictOf(consents.filter(({ kind }) => kind === 'contact'))
}

import { accountOf, type Runtime, type TenantRuntime } from '../runtime.ts'
import { reachOf, type IncidentPerson, type Reach } from './people.ts'
import type { ToBeTold } from './record.ts'
import { chooseVariant, worded } from './wording.ts'

/** Who would be told what. */
export interface Planned {
  readonly told: ToBeTold
  readonly person: IncidentPerson
  readonly text: string
  /** Likeness to the likest text before it on the same account, 0 to 1. */
  readonly closest: number
}

interface Reachable {
  readonly person: IncidentPerson
  readonly reach: Reach
}

/** Room that a code and the platform's own words take. */
const signatureRoom = 10

/** In public the most followers first; then in private, whose window ends first. */
function wider(a: Reachable, b: Reachable): number {
  const isPublic = ({ person }: Reachable): number =>
    person.conversation.visibility === 'public' ? 1 : 0
  const followers = ({ person }: Reachable): number => person.followers ?? -1
  const deadline = ({ reach }: Reachable): number => reach.deadline ?? Infinity
  return (
    isPublic(b) - isPublic(a) ||
    followers(b) - followers(a) ||
    Math.sign(deadline(a) - deadline(b)) ||
    (a.person.key < b.person.key ? -1 : 1)
  )
}

/** Whether a text goes into one send. */
function fitsFor(
  runtime: Runtime,
  tenant: TenantRuntime,
  { conversation }: IncidentPerson,
): (text: string) => boolean {
  const served = accountOf(runtime, tenant.id, conversation.account)
  if (!served) return () => true
  const { descriptor, channel } = served
  const { visibility, target, customerName } = conversation
  const before = (target && descriptor.opensWith?.(target, customerName)) ?? ''
  const most = channel.traits.maxLength[visibility] - signatureRoom
  return (text) => descriptor.measure(before + text, visibility) <= most
}

/** A repeat that Weibo would refuse. */
function isRepeat(channel: string, closest: number): boolean {
  return channel === 'weibo' && closest >= 1
}

/**
 * Settles who is told, in which order and in which words. The same incident and text give the same plan;
 * whoever cannot be told stands in it with the reason.
 */
export async function planTelling(
  runtime: Runtime,
  tenant: TenantRuntime,
  people: readonly IncidentPerson[],
  text: string,
): Promise<readonly Planned[]> {
  const reachable: Reachable[] = []
  for (const person of people)
    reachable.push({ person, reach: await reachOf(runtime, tenant, person.conversation) })
  const before = new Map<string, ReadonlySet<string>[]>()
  return reachable.sort(wider).map(({ person, reach }) => {
    const { conversation, key, place, followers } = person
    const { account, id, channel, customerName } = conversation
    const texts = before.get(account) ?? []
    before.set(account, texts)
    const addressee = { key, name: customerName, place }
    const fits = fitsFor(runtime, tenant, person)
    const chosen =
      reach.leftOut === undefined
        ? chooseVariant(text, addressee, { fits, before: texts })
        : undefined
    const leftOut =
      reach.leftOut ??
      (chosen === undefined ? 'too_long' : isRepeat(channel, chosen.closest) ? 'alike' : undefined)
    const variant = chosen?.variant ?? 0
    const told = { key, conversation: id, account, followers, place: place ?? null, variant }
    return {
      told: { ...told, ...(leftOut !== undefined && { leftOut }) },
      person,
      text: worded(text, addressee, variant),
      closest: chosen?.closest ?? 0,
    }
  })
}

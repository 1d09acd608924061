import type { Clock } from '../../core/clock.ts'
import type {
  Consent,
  ConsentKind,
  Identity,
  LinkAct,
  Member,
  PeopleRecords,
  Store,
} from '../../core/store/index.ts'
import { influenceOf, reachIn, type Influence } from '../../understanding/influence.ts'
import type { MoodReader } from '../situation.ts'
import type { ProfileReading, Profiles } from './profile.ts'
import { promisesOf, type CommitmentMemory, type Promised } from './promises.ts'
import { readSeen, type Seen } from './seen.ts'
import { signalsIn } from './signals.ts'
import { countsOf, stageOf, type Signal, type Stage } from './stage.ts'
import { timelineOf, type Contacted } from './timeline.ts'

export type PeopleStores = Pick<Store, 'inbox' | 'outbox' | 'people'>

export interface PeopleDoors {
  readonly store: PeopleStores
  readonly clock: Clock
  readonly profiles: Profiles
  readonly moodOf: MoodReader
  readonly memory: CommitmentMemory
}

/** An identity of the person, with where it is known from. */
export interface KnownMember extends Member {
  /** undefined: nothing of it was ever received here. */
  readonly channel: string | undefined
  readonly name: string | undefined
  readonly lastAt: number | undefined
}

/** Facts from the tenant's own system; `refused`: the customer does not want them asked for. */
export type ProfileSeen = Omit<ProfileReading, 'state'> & {
  readonly state: ProfileReading['state'] | 'refused'
}

/** Everything known about one person. Times are epoch ms. */
export interface PersonFile {
  readonly now: number
  /** The identity in sight. */
  readonly of: Identity
  readonly members: readonly KnownMember[]
  readonly timeline: readonly Contacted[]
  readonly promises: readonly Promised[]
  readonly stage: {
    readonly value: Stage
    readonly counts: Readonly<Record<Signal['kind'], number>>
  }
  /** How far a word of theirs carries, by what was seen of them. */
  readonly influence: Influence
  readonly records: PeopleRecords
  readonly acts: readonly LinkAct[]
  readonly profile: ProfileSeen
}

const actsShown = 10

function known(member: Member, { conversations }: Seen): KnownMember {
  const own = conversations.filter(
    ({ account, customer }) => account === member.account && customer === member.customer,
  )
  const name = own.find(({ customerName }) => customerName !== undefined)?.customerName
  return { ...member, channel: own[0]?.channel, name, lastAt: own[0]?.lastInboundAt }
}

/** Whether any identity of the person has refused, and nothing newer of that identity says otherwise. */
export function isRefused(consents: readonly Consent[], kind: ConsentKind): boolean {
  return consents.some((one) => one.kind === kind && one.value === 'refused')
}

async function profileOf(
  { store, profiles }: PeopleDoors,
  tenant: string,
  members: readonly KnownMember[],
  records: PeopleRecords,
): Promise<ProfileSeen> {
  if (isRefused(records.consents, 'profile'))
    return { state: 'refused', at: undefined, facts: undefined }
  const bindings = await store.people.openBindings(tenant, members)
  const identities = members.flatMap(({ channel, customer: id }) =>
    channel === undefined ? [] : [{ channel, id }],
  )
  return profiles.read(tenant, { identities, bindings })
}

/** The whole file of the person an identity belongs to. */
export async function readPersonFile(
  doors: PeopleDoors,
  tenant: string,
  { of, masks }: { readonly of: Identity; readonly masks: boolean },
): Promise<PersonFile> {
  const { people } = doors.store
  await people.linkUnion(tenant, of)
  const members = await people.members(tenant, of)
  const [seen, records, acts] = await Promise.all([
    readSeen(doors.store, tenant, { identities: members, masks }),
    people.records(tenant, members),
    people.acts(tenant, members, actsShown),
  ])
  const named = members.map((member) => known(member, seen))
  const replies = seen.answered.map(({ reply }) => reply.id)
  const [marks, profile] = await Promise.all([
    people.marks(tenant, replies),
    profileOf(doors, tenant, named, records),
  ])
  const now = doors.clock.now()
  const signals = signalsIn(seen.said)
  return {
    now,
    of,
    members: named,
    timeline: timelineOf(seen, doors.moodOf),
    promises: promisesOf(seen.answered, { marks, now, memory: doors.memory }),
    stage: { value: stageOf(signals), counts: countsOf(signals) },
    influence: influenceOf(reachIn(seen.items)),
    records,
    acts,
    profile,
  }
}

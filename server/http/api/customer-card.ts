import * as z from 'zod/mini'
import { preferences, type CustomerFile, type KnownIdentity } from '../../api/customers.ts'
import type { KnownMember, PersonFile } from '../../care/people/file.ts'
import type { Actor, Consent, PeopleRecords } from '../../core/store/index.ts'
import { iso } from './call.ts'

/** An id says nothing to people beyond its end. */
export function labelOf(name: string | undefined, customer: string): string {
  return name ?? `…${customer.slice(-6)}`
}

function moment(at: number | undefined): string | null {
  return at === undefined ? null : iso(at)
}

function who(by: Actor | undefined): Actor | null {
  return by ?? null
}

function consentOf(
  consents: readonly Consent[],
  { account, customer }: KnownMember,
): Pick<KnownIdentity, 'consent' | 'contactWord'> {
  const said = (kind: Consent['kind']): Consent | undefined =>
    consents.find(
      (one) => one.kind === kind && one.account === account && one.customer === customer,
    )
  const value = (kind: Consent['kind']): Consent['value'] | null => said(kind)?.value ?? null
  const word = said('contact')
  return {
    consent: { contact: value('contact'), linking: value('linking'), profile: value('profile') },
    contactWord: word ? { at: iso(word.at), source: word.source, by: who(word.by) } : null,
  }
}

function identityOf(member: KnownMember, { consents }: PeopleRecords): KnownIdentity {
  const { account, customer, channel, name, lastAt, link } = member
  return {
    account,
    customer,
    channel: channel ?? null,
    label: labelOf(name, customer),
    lastAt: moment(lastAt),
    link: link ? { how: link.how, at: iso(link.at), by: who(link.by) } : null,
    ...consentOf(consents, member),
  }
}

function profileOf({ state, at, facts }: PersonFile['profile']): CustomerFile['profile'] {
  const { tier, purchases = [], bill } = facts ?? {}
  return {
    state,
    at: moment(at),
    facts: facts
      ? {
          tier: tier ? { isVip: tier.isVip, label: tier.label } : null,
          purchases: purchases.map((one) => ({
            at: one.at,
            name: one.name,
            amount: one.amount ?? null,
          })),
          bill: bill ? { ...bill, dueAt: bill.dueAt ?? null } : null,
        }
      : null,
  }
}

/** What a platform calls a count may be anything. */
function counted(n: number | undefined): number | null {
  return n !== undefined && Number.isSafeInteger(n) && n >= 0 ? n : null
}

function influenceOf({ influence }: PersonFile): CustomerFile['influence'] {
  const { level, because, followers, verified, reposts } = influence
  return {
    level,
    because: [...because],
    followers: counted(followers),
    verified: verified ?? null,
    reposts: counted(reposts),
  }
}

/** The newest of all identities, field by field: what one says nothing about another may. */
function preferencesOf({ preferences: kept }: PeopleRecords): CustomerFile['preferences'] {
  const read = kept.map(({ body }) => z.safeParse(preferences, JSON.parse(body)).data ?? {})
  const [newest] = kept
  const merged = Object.assign({}, ...[...read].reverse()) as z.output<typeof preferences>
  return { ...merged, by: who(newest?.by), at: moment(newest?.at) }
}

/** A person's file as the apps read it. */
export function cardOf(file: PersonFile): CustomerFile {
  const { of, members, records, stage } = file
  return {
    of: { account: of.account, customer: of.customer },
    name: members.find(({ name }) => name !== undefined)?.name ?? null,
    identities: members.map((member) => identityOf(member, records)),
    stage: { value: stage.value, days: { ...stage.counts } },
    influence: influenceOf(file),
    profile: profileOf(file.profile),
    bindings: records.bindings.map(({ id, account, customer, kind, shown, at, by }) => {
      return { id, of: { account, customer }, kind, shown, at: iso(at), by }
    }),
    preferences: preferencesOf(records),
    promises: file.promises.map(({ reply, start, text, madeAt, dueAt, state, mark }) => ({
      reply,
      start,
      text,
      madeAt: iso(madeAt),
      dueAt: moment(dueAt),
      state,
      markedBy: who(mark?.by),
    })),
    timeline: file.timeline.map(({ at, mood, ticket, ...one }) => ({
      ...one,
      at: iso(at),
      ticket: ticket ?? null,
      anger: mood?.anger ?? null,
    })),
    acts: file.acts.map(({ id, kind, how, at, by, identities, isUndone }) => ({
      id,
      kind,
      how: how ?? null,
      at: iso(at),
      by: who(by),
      identities: [...identities],
      isUndone,
    })),
  }
}

import { afterEach, describe, expect, it } from 'vitest'
import type { Profiles } from '../care/people/profile.ts'
import type { CustomerRef } from '../core/message.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { ownerOn, priorityOf, type PriorityTable, type Triage, type VipDesk } from './triage.ts'

const priorities: PriorityTable = {
  vip: { ordinary: 'high', notable: 'high', strong: 'urgent', major: 'urgent' },
  standard: { ordinary: 'low', notable: 'normal', strong: 'high', major: 'urgent' },
}
const levels = ['ordinary', 'notable', 'strong', 'major'] as const

describe('priorityOf', () => {
  it.each([
    ['vip', ['high', 'high', 'urgent', 'urgent']],
    ['standard', ['low', 'normal', 'high', 'urgent']],
    [undefined, ['low', 'normal', 'high', 'urgent']],
  ] as const)('takes the row of tier %s, level by level (S0-16)', (tier, expected) => {
    expect(levels.map((level) => priorityOf(priorities, { tier, level }))).toEqual(expected)
  })
})

describe('ownerOn', () => {
  const desk: VipDesk = {
    owners: ['11', '12'],
    away: [
      { agent: '11', from: '2026-10-01', to: '2026-10-07' },
      { agent: '12', from: '2026-10-05', to: '2026-10-05' },
      { agent: '99', from: '2000-01-01', to: '2099-01-01' },
    ],
    group: '7',
  }
  it.each([
    ['2026-09-30', { assignee: '11' }],
    ['2026-10-01', { assignee: '12' }],
    ['2026-10-05', { group: '7' }],
    ['2026-10-07', { assignee: '12' }],
    ['2026-10-08', { assignee: '11' }],
  ])('on %s gives %o (S3-06)', (day, expected) => expect(ownerOn(desk, day)).toEqual(expected))
  it('leaves the ticket to nobody where all are away and no group is named', () => {
    const { owners, away } = desk
    expect(ownerOn({ owners, away }, '2026-10-05')).toEqual({})
  })
})

let bed: Bed

const vip: VipDesk = { owners: ['11', '12'], away: [] }
const facts = (isVip: boolean) => ({ tier: { isVip, label: isVip ? '金卡' : '普通' } })

/** A provider that knows customer-1 as a VIP and everybody else as a standard customer. */
const profiles: Profiles = {
  read: async (_tenant, { identities }) => ({
    state: 'ready',
    at: 0,
    facts: facts(identities[0]?.id === 'customer-1'),
  }),
  known: () => undefined,
}

async function filedOf(
  customer: CustomerRef,
  triage: Triage | undefined,
  given: Profiles = profiles,
) {
  bed = await relayBed({
    mergeMs: 0,
    profiles: given,
    tenant: (made) => (triage ? { ...made, triage } : made),
  })
  await bed.say('请问怎么退货', { customer })
  await bed.settle()
  const [filing] = bed.helpdesk.filings
  const { priority, assignee, group, tags } = filing?.body ?? expect.fail('nothing filed')
  return { priority, assignee, group, isTagged: tags.includes('weiqiao_vip') }
}
const unset = { priority: undefined, assignee: undefined, group: undefined, isTagged: false }
const vipCustomer = { id: 'customer-1' }

describe('a new ticket', () => {
  afterEach(() => bed.close())

  it('has priority, owner and tag of a VIP (S0-16, S3-06)', async () => {
    const filed = await filedOf(vipCustomer, { priorities, vip })
    expect(filed).toEqual({ ...unset, priority: 'high', assignee: '11', isTagged: true })
  })
  it('goes to the next owner while the first is away (S3-06)', async () => {
    const away = [{ agent: '11', from: '1970-01-01', to: '2099-12-31' }]
    const filed = await filedOf(vipCustomer, { vip: { ...vip, away } })
    expect(filed).toEqual({ ...unset, assignee: '12', isTagged: true })
  })
  it('has the priority of a standard customer’s influence, and no owner (S0-16)', async () => {
    const voice = { id: 'customer-2', followers: 2_000_000 }
    expect(await filedOf(voice, { priorities, vip })).toEqual({ ...unset, priority: 'urgent' })
  })
  it('is left to the helpdesk where nothing is set', async () => {
    expect(await filedOf(vipCustomer, undefined)).toEqual(unset)
  })
  it('is filed as a standard customer’s where the provider does not answer', async () => {
    const away: Profiles = {
      read: async () => ({ state: 'away', at: undefined, facts: undefined }),
      known: () => undefined,
    }
    const filed = await filedOf(vipCustomer, { priorities, vip }, away)
    expect(filed).toEqual({ ...unset, priority: 'low' })
  })
  it('is filed whatever breaks on the way to the tier', async () => {
    const broken: Profiles = {
      read: () => Promise.reject(new TypeError('broken')),
      known: () => undefined,
    }
    const filed = await filedOf(vipCustomer, { priorities, vip }, broken)
    expect(filed).toEqual({ ...unset, priority: 'low' })
  })
  it('asks for nobody’s tier who has refused the look-up', async () => {
    await filedOf(vipCustomer, { priorities, vip })
    const of = { account: 'wx', customer: 'customer-1' }
    const by = { id: '7' }
    await bed.store.people.consent('acme', { ...of, kind: 'profile', value: 'refused', by })
    expect(await bed.runtime.tierOf('acme', of)).toBeUndefined()
  })
  it('is asked about once: what follows carries nothing of it', async () => {
    await filedOf(vipCustomer, { priorities, vip })
    await bed.clock.advance(10_000)
    await bed.say('还在吗', { customer: vipCustomer })
    await bed.settle()
    expect(bed.helpdesk.filings).toHaveLength(2)
    expect(bed.helpdesk.filings[1]?.target.type).toBe('ticket')
    expect(bed.helpdesk.filings[1]?.body).not.toHaveProperty('priority')
    expect(bed.helpdesk.filings[1]?.body).not.toHaveProperty('assignee')
  })
})

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { relayInLab, type RelayInLab } from './relay-in-lab.ts'

/** The lab's agents. */
const [first, second] = ['9001', '9002']
const vip = {
  owners: [first, second],
  away: [{ agent: first, from: '2000-01-01', to: '2099-12-31' }],
}

let bed: RelayInLab
beforeAll(async () => {
  bed = await relayInLab({
    edit: ({ tenants: [tenant] }) =>
      Object.assign(tenant ?? {}, { triage: { priorities: {}, vip } }),
  })
}, 30_000)
afterAll(() => bed.close(), 30_000)

/** As the lab's customer system decides it: every third customer, by their id alone. */
function isVip(customer: string): boolean {
  return (createHash('sha256').update(customer).digest()[0] ?? 0) % 3 === 2
}

async function customerWho(wanted: boolean): Promise<string> {
  for (;;) {
    const customer = await bed.newWechatCustomer()
    if (isVip(customer) === wanted) return customer
  }
}

async function ticketOf(customer: string, text: string) {
  await bed.wechat(customer, text)
  const { id } = await bed.ticketWith(text)
  const { ticket } = await bed.ticket(id)
  return ticket as typeof ticket & {
    readonly priority: string | null
    readonly assignee: { readonly id: number } | null
  }
}

describe('a VIP’s first message', () => {
  it('is the ticket of the owner who is there, with the table’s priority (S0-16, S3-06)', async () => {
    const ticket = await ticketOf(await customerWho(true), '金卡客户想换货')
    expect(ticket).toMatchObject({ priority: 'high', assignee: { id: Number(second) } })
    expect(ticket.tags).toContain('weiqiao_vip')
  })
  it('is unlike anybody else’s, which is nobody’s yet', async () => {
    const ticket = await ticketOf(await customerWho(false), '普通客户想换货')
    expect(ticket).toMatchObject({ priority: 'normal', assignee: null })
    expect(ticket.tags).not.toContain('weiqiao_vip')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../databases.ts'
import { eventually, relayInLab, type RelayInLab } from './relay-in-lab.ts'

describe.each(databases)('the first start of all on $name', (database) => {
  let bed: RelayInLab
  beforeAll(async () => {
    bed = await relayInLab({ database, withoutRelay: true })
  }, 30_000)
  afterAll(() => bed.close(), 30_000)

  it('carries out a reply that was written before Zendesk had a webhook to tell of it', async () => {
    await bed.fault({ platform: 'zendesk', match: '/api/v2/webhooks', kind: 'delay', ms: 600 })
    await bed.start()
    const customer = await bed.newWechatCustomer()
    await bed.wechat(customer, '刚开通就来问一句')
    const { id } = await bed.ticketWith('刚开通就来问一句')
    await bed.reply(id, '您好，已经开通了')
    const made = bed.logged.filter((line) => /"\/api\/v2\/triggers","status":201/.test(line))
    expect(made).toEqual([])
    await eventually(async () => {
      expect(await bed.heard(customer)).toEqual([expect.stringContaining('已经开通了')])
    })
  })
})

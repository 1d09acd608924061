import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Clock } from '../../core/clock.ts'
import { lastReconciliation } from '../../jobs/reconcile-night.ts'
import { systemClock } from '../../wire/system-clock.ts'
import { databases } from '../databases.ts'
import { eventually, relayInLab, type RelayInLab } from './relay-in-lab.ts'

/** Whoever looks only every two minutes looks every 300 ms. */
const hurried: Clock = {
  ...systemClock,
  sleep: (ms, stop) => systemClock.sleep(ms === 120_000 ? 300 : ms, stop),
}

describe.each(databases)('a night of the running relay on $name', (database) => {
  let bed: RelayInLab
  beforeAll(async () => {
    bed = await relayInLab({ database, clock: hurried })
  }, 40_000)
  afterAll(() => bed.close(), 30_000)

  it('names the ticket that Zendesk takes for answered and whose reply the platform refused', async () => {
    const { store } = bed.relay().runtime
    const { tenant } = bed.plan
    await bed.wechat(await bed.newWechatCustomer(), '窗口关闭的那位')
    const { id } = await bed.ticketWith('窗口关闭的那位')
    await bed.fault({
      platform: 'wechat',
      match: 'custom/send',
      kind: 'errcode',
      errcode: 45015,
      count: 1,
    })
    await bed.reply(id, '已为您处理好了')
    await eventually(async () => {
      expect((await bed.ticket(id)).ticket.tags).toContain('weiqiao_failed')
    })
    await store.kept.set(tenant, 'ticket-history-night', 'another night')
    await eventually(async () => {
      const record = await lastReconciliation(store, tenant)
      expect(record?.unreached).toMatchObject([{ ticket: String(id), end: 'failed' }])
      expect(record?.unexplained).toEqual([])
    }, 90_000)
  }, 150_000)
})

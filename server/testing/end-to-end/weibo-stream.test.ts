import { expect, it } from 'vitest'
import { eventually, relayInLab } from './relay-in-lab.ts'

it('files what the commercial stream pushes long before the next poll, once', async () => {
  const bed = await relayInLab({
    edit: (config) => {
      for (const { settings, channel } of config.tenants.flatMap(({ accounts }) => accounts))
        if (channel === 'weibo')
          Object.assign(settings, {
            datapushBase: settings['apiBase'],
            datapushIds: ['10001'],
            dailyCalls: 20,
            pollSeconds: 3600,
          })
    },
  })
  const { id: fan } = await bed.control<{ id: string }>('/weibo/customers', { name: '客户辛' })
  await bed.control('/weibo/mention-push', { on: false })
  await eventually(async () => {
    const { counts } = await bed.control<{ counts: Record<string, number> }>('/counts')
    expect(Object.keys(counts).length).toBeGreaterThan(0)
  })
  const say = (text: string) =>
    bed.control(`/weibo/customers/${fan}/posts`, { text, mention: true })
  await say('从推送流来的第一条')
  await bed.ticketWith('从推送流来的第一条')
  await say('从推送流来的第二条')
  await bed.ticketWith('从推送流来的第二条')
  const mine = (await bed.tickets()).filter(({ subject }) => subject.includes('推送流'))
  expect(mine.length).toBe(new Set(mine.map(({ id }) => id)).size)
  expect(mine.length).toBe(2)
  await bed.close()
}, 60_000)

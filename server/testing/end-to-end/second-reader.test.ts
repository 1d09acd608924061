import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPersonas } from '../../care/personas.ts'
import { databases } from '../databases.ts'
import { eventually, relayInLab, type RelayInLab } from './relay-in-lab.ts'

describe.each(databases)('a thread that spreads, on $name', (database) => {
  let bed: RelayInLab
  beforeAll(async () => {
    bed = await relayInLab({ database })
    const { tenant, weibo } = bed.plan
    await createPersonas(bed.relay().runtime.store).seed(tenant, weibo.account, {
      schemaVersion: 1,
      policy: { secondReader: { reposts: 2 } },
    })
  }, 30_000)
  afterAll(() => bed.close(), 30_000)

  /** A post of the brand's, told on so often, and a question below it. */
  async function asked(reposts: number, question: string): Promise<number> {
    const newFan = async (): Promise<string> =>
      (await bed.control<{ id: string }>('/weibo/customers', { name: '客户乙' })).id
    const { id: postId } = await bed.control<{ id: string }>('/weibo/brand/posts', {
      text: `公告：${question}`,
    })
    for (let n = 0; n < reposts; n++) {
      const body = { text: '转给大家看看', repostOf: postId }
      await bed.control(`/weibo/customers/${await newFan()}/posts`, body)
    }
    const fan = await newFan()
    await bed.control(`/weibo/customers/${fan}/comments`, { postId, text: question })
    return (await bed.ticketWith(question)).id
  }

  async function said(): Promise<string> {
    return JSON.stringify(await bed.control('/weibo/timeline'))
  }

  it('is answered at once below the limit, and from it on only with a second reader (S0-10)', async () => {
    const calm = await asked(1, '第一问，几点开门')
    const spreading = await asked(2, '第二问，几点关门')
    await bed.reply(calm, '早上九点开门')
    await bed.reply(spreading, '晚上九点关门')
    await eventually(async () => expect(await said()).toContain('早上九点开门'))
    await eventually(async () => {
      const { ticket, comments } = await bed.ticket(spreading)
      expect(ticket.tags).toContain('weiqiao_held')
      expect(comments.at(-1)?.body).toContain('讨论已转发 2 次（满 2 次）')
    })
    // Its author is no second reader; a colleague is.
    await bed.reply(spreading, '#放行', { public: false })
    await eventually(async () =>
      expect((await bed.ticket(spreading)).comments.at(-1)?.body).toContain('作者以外的同事'),
    )
    expect(await said()).not.toContain('晚上九点关门')
    await bed.reply(spreading, '#放行', { public: false, agentId: 9002 })
    await eventually(async () => expect(await said()).toContain('晚上九点关门'))
  }, 60_000)
})

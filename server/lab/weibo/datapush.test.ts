import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../testing/test-lab.ts'
import { weiboClient, type WeiboClient } from '../testing/weibo-client.ts'

type Frame = { id: number; text: { type: string; event: string } & Record<string, unknown> }

let lab: TestLab
let client: WeiboClient

beforeAll(async () => {
  lab = await startTestLab()
  client = weiboClient(lab)
})
afterAll(() => lab.close())

async function openStream(path: string, query: Record<string, string> = {}) {
  const cut = new AbortController()
  const access_token = lab.plan.weibo.accessToken
  const search = new URLSearchParams({ access_token, subid: '1', ...query })
  const response = await fetch(`${lab.urls.weibo}${path}?${search.toString()}`, {
    signal: cut.signal,
  })
  const lines: Frame[] = []
  const reading = (async () => {
    let rest = ''
    for await (const chunk of response.body ?? []) {
      const parts = (rest + Buffer.from(chunk).toString()).split('\r\n')
      rest = parts.pop() ?? ''
      lines.push(...parts.map((part) => JSON.parse(part) as Frame))
    }
  })().catch(() => undefined)
  return {
    lines,
    close: async () => {
      cut.abort()
      await reading
    },
  }
}

describe('datapush', () => {
  it('streams what concerns the brand, a line each, and replays after since_id', async () => {
    const customer = await client.join('流上的叶')
    const stream = await openStream('/datapush/status')
    const first = await client.publish(customer, '第一条')
    await client.publish(customer, '与品牌无关', { mention: false })
    const second = await client.publish(customer, '第二条')
    await expect.poll(() => stream.lines).toHaveLength(2)
    await stream.close()
    expect(stream.lines).toMatchObject([
      { text: { type: 'status', event: 'add', status: { idstr: first } } },
      { text: { type: 'status', event: 'add', status: { idstr: second } } },
    ])
    const replay = await openStream('/datapush/status', { since_id: String(stream.lines[0]?.id) })
    await expect.poll(() => replay.lines).toHaveLength(1)
    expect(replay.lines[0]?.id).toBe(stream.lines[1]?.id)
    await replay.close()
  })
  it('keeps comments on their own stream and reports deletions', async () => {
    const customer = await client.join('桥上的人')
    const post = await client.brandPost('公告')
    const stream = await openStream('/datapush/comment')
    const id = await client.comment(customer, post, '几点')
    await lab.control('POST', `/weibo/comments/${id}/delete`)
    await expect.poll(() => stream.lines).toHaveLength(2)
    expect(stream.lines.map((frame) => frame.text.event)).toEqual(['add', 'delete'])
    await stream.close()
  })
  it('replays nothing older than five minutes', async () => {
    const customer = await client.join('旧闻')
    await client.publish(customer, '五分钟前')
    lab.advance(301_000)
    const stream = await openStream('/datapush/status', { since_id: '0' })
    const fresh = await client.publish(customer, '现在')
    await expect.poll(() => stream.lines.length).toBeGreaterThan(0)
    expect(stream.lines).toMatchObject([{ text: { status: { idstr: fresh } } }])
    await stream.close()
  })
  it('asks for a subscription and a token', async () => {
    expect((await client.get('/datapush/status')).body).toMatchObject({ error_code: 10016 })
    const query = { subid: '1', access_token: 'wrong' }
    expect((await client.get('/datapush/status', query)).body).toMatchObject({ error_code: 21332 })
  })
})

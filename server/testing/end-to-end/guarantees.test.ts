import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callbackRequest, handshakeUrl } from '../../lab/wechat/callback.ts'
import { databases } from '../databases.ts'
import { eventually, relayInLab, type RelayInLab } from './relay-in-lab.ts'
import { startRelayProcess } from './relay-process.ts'

/** What the lab writes down, as far as it is read here. */
interface Ledger {
  entries: { kind: string; data: Record<string, unknown> }[]
}

let minted = 0

/** A genuine WeChat text, signed at a time of the test's choosing. */
function message(bed: RelayInLab, text: string, signedAt = Date.now(), openid = 'oGuarantee') {
  minted += 1
  const fields = {
    ToUserName: bed.plan.wechat.originalId,
    FromUserName: openid,
    CreateTime: Math.floor(signedAt / 1000),
    MsgType: 'text',
    Content: text,
    MsgId: `8${String(minted).padStart(15, '0')}`,
  }
  return callbackRequest(bed.plan, fields, signedAt)
}

async function post({
  url,
  contentType,
  body,
}: {
  url: string
  contentType: string
  body: string
}) {
  const headers = { 'content-type': contentType }
  const startedAt = performance.now()
  const response = await fetch(url, { method: 'POST', headers, body })
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
    ms: performance.now() - startedAt,
  }
}

describe.each(databases)('what the outside can count on, on $name', (database) => {
  let bed: RelayInLab
  beforeAll(async () => {
    bed = await relayInLab({ database })
  }, 30_000)
  afterAll(() => bed.close(), 30_000)

  it('answers a genuine WeChat callback with success as text within five seconds', async () => {
    const answer = await post(message(bed, '保证一'))
    expect(answer).toMatchObject({ status: 200, text: 'success' })
    expect(answer.type).toContain('text/plain')
    expect(answer.ms).toBeLessThan(5000)
  })

  it('answers the WeChat and the Weibo handshake with the bare echo', async () => {
    const { url, echo } = handshakeUrl(bed.plan, Date.now())
    const response = await fetch(url)
    expect(response.headers.get('content-type')).toContain('text/plain')
    expect(await response.text()).toBe(echo)
    expect(await bed.control('/weibo/handshake', {})).toMatchObject({ isAccepted: true })
  })

  it('answers a genuine Weibo callback with an empty 200', async () => {
    const { id } = await bed.control<{ id: string }>('/weibo/customers', { name: '客户戊' })
    const { pushes } = await bed.control<{ pushes: { status: number; body: string }[] }>(
      `/weibo/customers/${id}/messages`,
      { type: 'text', text: '微博私信一条' },
    )
    expect(pushes).toHaveLength(1)
    expect(pushes[0]).toMatchObject({ status: 200, body: '' })
  })

  it('refuses every bad callback alike, whatever was wrong', async () => {
    const good = message(bed, '不该出现的一条')
    const url = new URL(good.url)
    const change = (edit: (query: URLSearchParams) => void): string => {
      const changed = new URL(url)
      edit(changed.searchParams)
      return changed.toString()
    }
    const bad = [
      { ...good, url: change((query) => query.set('msg_signature', '0'.repeat(40))) },
      { ...good, url: change((query) => query.delete('msg_signature')) },
      { ...good, url: change((query) => query.set('timestamp', '1')) },
      { ...good, body: good.body.replace('<Encrypt>', '<Encrypt>A') },
      { ...good, body: `<!DOCTYPE x>${good.body}` },
      { ...good, body: good.body.slice(0, 40) },
      { ...good, body: '' },
      { ...good, url: good.url.replace('/wx?', '/nobody?') },
      { ...good, url: good.url.replace('/demo/', '/nobody/') },
    ]
    const answers = await Promise.all(bad.map(post))
    const seen = new Set(answers.map(({ status, type, text }) => `${status} ${type ?? ''} ${text}`))
    expect([...seen]).toHaveLength(1)
    expect(answers[0]?.status).toBeGreaterThanOrEqual(400)
    expect(answers[0]?.status).toBeLessThan(500)
    expect(JSON.stringify(await bed.tickets())).not.toContain('不该出现的一条')
  })

  it('takes hook bodies up to 256 KiB and refuses larger ones', async () => {
    const whole = message(bed, `大消息${'好'.repeat(60_000)}`)
    expect(whole.body.length).toBeGreaterThan(200 * 1024)
    expect((await post(whole)).status).toBe(200)
    const tooLarge = message(bed, '好'.repeat(90_000))
    expect((await post(tooLarge)).status).toBeGreaterThanOrEqual(400)
  })

  it('never limits hooks by the address they come from', async () => {
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, n) =>
        post(message(bed, `洪水${n}`, Date.now(), `oFlood${n % 5}`)),
      ),
    )
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  }, 30_000)

  it('files text at once even when its picture cannot be fetched', async () => {
    const customer = await bed.newWechatCustomer()
    await bed.fault({ platform: 'wechat', match: 'media/get', kind: 'status', status: 500 })
    const png = Buffer.from('not really a picture').toString('base64')
    await bed.wechat(customer, '', { type: 'image', base64: png, contentType: 'image/png' })
    await bed.wechat(customer, '图片发给你们了')
    await bed.ticketWith('图片发给你们了')
    await fetch(`${bed.lab.urls.zendesk}/__lab/faults`, { method: 'DELETE' })
  }, 30_000)

  it('keeps one customer on one open ticket and one Zendesk user under a flood', async () => {
    const openid = 'oOneTicket'
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        post(message(bed, `同一个人${n}。`, Date.now(), openid)),
      ),
    )
    const suffix = Buffer.from(openid).toString('hex')
    await eventually(async () => {
      const mine = (await bed.tickets()).filter(({ requester }) =>
        requester.externalId.endsWith(suffix),
      )
      expect(mine).toHaveLength(1)
      const { comments } = await bed.ticket(mine[0]?.id ?? 0)
      const text = comments.map(({ body }) => body).join('\n')
      for (let n = 0; n < 30; n++) expect(text).toContain(`同一个人${n}。`)
    }, 30_000)
  }, 40_000)

  it('quarantines what was signed more than a day ago: acknowledged, not filed', async () => {
    const yesterday = Date.now() - 25 * 3_600_000
    expect(await post(message(bed, '旧的回放', yesterday))).toMatchObject({ status: 200 })
    await post(message(bed, '新的一条在后面', Date.now(), 'oAfterwards'))
    await bed.ticketWith('新的一条在后面')
    expect(JSON.stringify(await bed.tickets())).not.toContain('旧的回放')
  })

  it('judges staleness by the signed time only', async () => {
    const hoursAgo = Date.now() - 23 * 3_600_000
    await post(message(bed, '二十三小时前签名', hoursAgo, 'oLate'))
    await bed.ticketWith('二十三小时前签名')
  })

  it('starts with the newest public item there is and tells nobody of older ones', async () => {
    const other = await relayInLab({ database, withoutRelay: true })
    const { id } = await other.control<{ id: string }>('/weibo/customers', { name: '客户己' })
    await other.control('/weibo/mention-push', { on: false })
    const say = (text: string) =>
      other.control(`/weibo/customers/${id}/posts`, { text, mention: true })
    await say('开通之前的旧提及')
    // Answered last of all: whoever waits for any feed at all says the new one too early.
    await other.fault({
      platform: 'weibo',
      match: 'statuses/mentions',
      kind: 'delay',
      ms: 1500,
      count: 1,
    })
    await other.start()
    // The feed of mentions itself: the others may have been read before it.
    await eventually(async () => {
      const { entries } = await other.control<Ledger>('/ledger?platform=weibo')
      const read = entries
        .filter(({ kind }) => kind === 'feed.read')
        .map(({ data }) => data['name'])
      expect(read).toContain('statuses/mentions')
    }, 20_000)
    await say('开通之后的新提及')
    await other.ticketWith('开通之后的新提及')
    expect(JSON.stringify(await other.tickets())).not.toContain('开通之前的旧提及')
    await other.close()
  }, 40_000)

  it('makes its webhooks and trigger by itself within 15 s of the start', async () => {
    await eventually(async () => {
      const { counts } = await bed.control<{ counts: Record<string, number> }>('/counts')
      expect(Object.keys(counts).some((key) => key.startsWith('zendesk webhook'))).toBe(true)
    }, 15_000)
  }, 20_000)

  it('writes no customer text and no secret into its log', () => {
    const all = bed.logged.join('\n')
    expect(all.length).toBeGreaterThan(0)
    for (const word of [
      '保证一',
      '同一个人',
      bed.plan.wechat.appSecret,
      bed.plan.weibo.accessToken,
      bed.plan.zendesk.clientSecret,
      bed.plan.wechat.encodingAesKey,
    ])
      expect(all).not.toContain(word)
  })
})

describe('the relay as a process', () => {
  it('is ready within 30 s of its start and ends cleanly on SIGTERM', async () => {
    const bed = await relayInLab({ withoutRelay: true })
    const startedAt = Date.now()
    const relay = await startRelayProcess(bed.configPath, bed.relayUrl)
    expect(Date.now() - startedAt).toBeLessThan(30_000)
    expect(await relay.stop()).toBe(0)
    await bed.close()
  }, 60_000)

  it('says in one clear line that its port is taken', async () => {
    const bed = await relayInLab()
    const cli = join(import.meta.dirname, '../../cli.ts')
    const child = spawn(process.execPath, [
      '--import',
      'tsx',
      cli,
      'start',
      '--config',
      bed.configPath,
    ])
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
    const code = await new Promise((resolve) => child.once('exit', resolve))
    expect(code).not.toBe(0)
    expect(
      said
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('{')),
    ).toEqual([expect.stringMatching(/Port \d+ on 127\.0\.0\.1 is already in use/)])
    await bed.close()
  }, 60_000)
})

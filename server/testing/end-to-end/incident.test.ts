import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importPKCS8, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scoreStep } from '../../../apps/kit/charts/provinces.ts'
import { listClusters } from '../../api/clusters.ts'
import { addressOf, type Endpoint } from '../../api/endpoint.ts'
import { actOnIncident, readIncident } from '../../api/incidents.ts'
import { readKpiMap } from '../../api/kpi.ts'
import type { Session } from '../../api/session.ts'
import { databases } from '../databases.ts'
import { eventually, relayInLab, type RelayInLab } from './relay-in-lab.ts'

/** Tests look into answers of every shape. */
type Anything = ReturnType<typeof JSON.parse>

const praise = [
  '杭州营业厅的师傅服务真好，谢谢你们，点赞',
  '杭州装宽带的小哥又快又耐心，非常满意，谢谢',
  '在杭州办业务很顺利，客服态度特别好，表扬一下',
  '杭州的维修师傅太负责了，非常感谢，好评',
]
const privately = [
  '杭州滨江这边停水了，水管爆了没人管，太差劲了',
  '杭州滨江长河停水一天了，水管爆了，气死我了',
  '杭州滨江区停水，说是水管爆了，打电话没人接，垃圾',
  '滨江停水到现在，水管爆了也不通知，太让人失望了，我在杭州滨江',
  '杭州滨江停水没水做饭，水管爆了半天没人修，投诉',
  '杭州滨江又停水，水管爆了，服务太差了',
]
const publicly = [
  '杭州滨江停水了，路上水管爆了水漫一地，你们管不管',
  '杭州滨江长河路水管爆了，停水大半天，太气人了',
  '杭州滨江停水，水管爆了没有一个人解释，差评',
]
const everybody = privately.length + publicly.length
const answer =
  '滨江停水是主水管破裂，抢修人员已在现场，预计今晚20:00恢复供水，恢复后会在这里告诉您。'

describe.each(databases)('an incident in one city, on $name', (database) => {
  let bed: RelayInLab
  let pages: string
  let lead: Session
  let phones: string[]
  beforeAll(async () => {
    pages = mkdtempSync(join(tmpdir(), 'weiqiao-pages-'))
    mkdirSync(join(pages, 'service-board'))
    writeFileSync(join(pages, 'service-board/index.html'), '<html><head></head></html>')
    const edit: NonNullable<Parameters<typeof relayInLab>[0]>['edit'] = ({ tenants }) => {
      for (const tenant of tenants) Object.assign(tenant, { kpi: { mapMinimum: 3 } })
    }
    bed = await relayInLab({ database, pages, edit })
    lead = await signIn()
  }, 40_000)
  afterAll(async () => {
    await bed.close()
    rmSync(pages, { recursive: true, force: true })
  }, 30_000)

  /** Opens the board as the lab's Zendesk would. */
  async function signIn(): Promise<Session> {
    const { subdomain, app } = bed.plan.zendesk
    const base = `https://${subdomain}.zendesk.com/api/v2`
    const token = await new SignJWT({
      iss: `${subdomain}.zendesk.com`,
      aud: `${base}/apps/installations/${app.installationId}.json`,
      sub: `${base}/users/9001.json`,
      exp: Math.floor(Date.now() / 1000) + 300,
    })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(await importPKCS8(app.privateKey, 'RS256'))
    const body = new URLSearchParams({ token })
    const page = await fetch(`${bed.relayUrl}/apps/service-board/`, { method: 'POST', body })
    const content = /content="([^"]*)"/.exec(await page.text())?.[1] ?? ''
    return JSON.parse(content.replaceAll('&quot;', '"')) as Session
  }

  async function ask(
    endpoint: Endpoint,
    more: { parts?: Record<string, string>; query?: Record<string, string>; body?: unknown } = {},
  ): Promise<Anything> {
    const { parts, query, body } = more
    const response = await fetch(`${bed.relayUrl}${addressOf(endpoint, parts, query)}`, {
      method: endpoint.method,
      headers: {
        authorization: `Bearer ${lead.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (response.status !== 200) throw new TypeError(text)
    return JSON.parse(text)
  }

  async function zendesk(path: string): Promise<Anything> {
    const { clientId, clientSecret } = bed.plan.zendesk
    const issued = await fetch(`${bed.lab.urls.zendesk}/oauth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        scope: 'read write',
        client_id: clientId,
        client_secret: clientSecret,
      }),
    })
    const { access_token: token } = (await issued.json()) as { access_token: string }
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(`${bed.lab.urls.zendesk}/api/v2${path}`, { headers })).json()
  }

  /** The colour of the province's cell; undefined = none yet. */
  async function colour(): Promise<number | undefined> {
    const now = Date.now()
    const query = {
      from: new Date(now - 86_400_000).toISOString(),
      to: new Date(now + 60_000).toISOString(),
    }
    const { places } = await ask(readKpiMap, { query })
    const found = places.find((one: Anything) => one.province === '浙江')
    return typeof found?.score === 'number' ? scoreStep(found.score) : undefined
  }

  async function fromWechat(texts: readonly string[]): Promise<string[]> {
    const customers: string[] = []
    for (const text of texts) {
      const customer = await bed.newWechatCustomer()
      await bed.wechat(customer, text)
      customers.push(customer)
    }
    return customers
  }

  async function fromWeibo(texts: readonly string[]): Promise<void> {
    for (const [n, text] of texts.entries()) {
      const fan = { name: `演示粉丝${n + 1}`, followers: 100 * n }
      const { id } = await bed.control<{ id: string }>('/weibo/customers', fan)
      await bed.control(`/weibo/customers/${id}/posts`, { text, mention: true })
    }
  }

  const biggest = async (): Promise<Anything> => (await ask(listClusters)).clusters[0]

  it('stands as a cluster within a minute, and its cell on the map changes colour (S4-18)', async () => {
    await fromWechat(praise)
    const calm = await eventually(async () => {
      const step = await colour()
      expect(step).toBeGreaterThanOrEqual(3)
      return step ?? 0
    }, 90_000)
    const startedAt = performance.now()
    phones = await fromWechat(privately)
    await fromWeibo(publicly)
    const seconds = await eventually(async () => {
      const cluster = await biggest()
      expect(cluster?.size).toBe(everybody)
      expect(cluster.places[0]).toMatchObject({ province: '浙江', city: '杭州' })
      return (performance.now() - startedAt) / 1000
    }, 60_000)
    process.stdout.write(`cluster of ${everybody} (${database.name}): ${seconds.toFixed(1)} s\n`)
    expect(seconds).toBeLessThan(60)
    await eventually(async () => expect(await colour()).toBeLessThan(calm), 90_000)
  }, 240_000)

  it('becomes a problem ticket to which all tickets are linked (S4-11, S1-12)', async () => {
    const { id: cluster, members } = await biggest()
    const body = { act: 'problem' }
    const { problem } = await ask(actOnIncident, { parts: { cluster }, body })
    expect((await ask(actOnIncident, { parts: { cluster }, body })).problem).toEqual(problem)
    expect((await zendesk(`/tickets/${problem.ticket}`)).ticket.type).toBe('problem')
    await eventually(async () => {
      for (const { ticket } of members) {
        const { ticket: incident } = await zendesk(`/tickets/${ticket}`)
        expect(incident).toMatchObject({ type: 'incident', problem_id: Number(problem.ticket) })
      }
    }, 30_000)
  }, 60_000)

  it('is answered once on every phone and under every post, in no two same words (S4-11)', async () => {
    const { id: cluster } = await biggest()
    const body = { act: 'tell', kind: 'answer', text: answer }
    await ask(actOnIncident, { parts: { cluster }, body })
    await eventually(async () => {
      const { answer: told } = await ask(readIncident, { parts: { cluster } })
      expect(told).toMatchObject({ state: 'done', counts: { total: everybody, sent: everybody } })
    }, 60_000)
    const heard = await Promise.all(phones.map((phone) => bed.heard(phone)))
    for (const texts of heard) expect(texts).toEqual([expect.stringContaining(answer)])
    const { posts } = await bed.control<{ posts: Anything[] }>('/weibo/timeline')
    const comments = posts.flatMap((post) => post.comments as { text: string }[])
    const said = comments.map(({ text }) => text).filter((text) => text.includes(answer))
    expect(said).toHaveLength(publicly.length)
    const all = [...heard.flat(), ...said]
    expect(new Set(all).size).toBe(everybody)
  }, 90_000)
})

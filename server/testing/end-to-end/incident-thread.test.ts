import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Clock } from '../../core/clock.ts'
import { createClusterWatch } from '../../jobs/cluster-watch.ts'
import { makeProblem, tellAll, type About } from '../../pipeline/incidents/acts.ts'
import { createIncidents } from '../../pipeline/incidents/record.ts'
import { systemClock } from '../../wire/system-clock.ts'
import { silentLog } from '../silent-log.ts'
import { eventually, relayInLab, type RelayInLab } from './relay-in-lab.ts'

interface Post {
  readonly id: string
  readonly comments: readonly {
    readonly text: string
    readonly author: { readonly name: string }
  }[]
}

/** The relay's minutes pass in seconds: an answer to thirty takes five of them at Weibo's pace. */
function hastyClock(times: number): Clock {
  const [startedAt, startedMono] = [systemClock.now(), systemClock.monotonic()]
  return {
    now: () => Math.floor(startedAt + (systemClock.now() - startedAt) * times),
    monotonic: () => startedMono + (systemClock.monotonic() - startedMono) * times,
    sleep: (ms, stop) => systemClock.sleep(ms / times, stop),
  }
}

const openings = ['杭州滨江', '杭州滨江长河', '杭州滨江浦沿', '杭州滨江西兴', '杭州滨江区']
const happenings = ['停水了，水管爆了', '水管爆了停水一天', '又停水，说水管爆了']
const endings = ['没人管', '打电话没人接']
const complaints = openings.flatMap((where) =>
  happenings.flatMap((what) => endings.map((end) => `${where}${what}，${end}`)),
)
const answer = '停水是主水管破裂，抢修人员已在现场，预计今晚20:00恢复供水，恢复后会在这里告诉您。'

let bed: RelayInLab
beforeAll(async () => {
  bed = await relayInLab({
    clock: hastyClock(10),
    edit: (config) => {
      for (const { settings, channel } of config.tenants.flatMap(({ accounts }) => accounts))
        if (channel === 'weibo') Object.assign(settings, { pollSeconds: 10, dailyCalls: 5000 })
    },
  })
}, 40_000)
afterAll(() => bed.close(), 30_000)

it('answers thirty who complain under one post, each once and in words of their own (S4-11)', async () => {
  const { id: postId } = await bed.control<{ id: string }>('/weibo/brand/posts', { text: '公告' })
  for (const [n, text] of complaints.entries()) {
    const fan = { name: `演示粉丝${n + 1}`, followers: n }
    const { id } = await bed.control<{ id: string }>('/weibo/customers', fan)
    await bed.control(`/weibo/customers/${id}/comments`, { postId, text })
  }
  const { runtime } = bed.relay()
  const { store, clock } = runtime
  const tenant = runtime.tenants.get(bed.plan.tenant) ?? expect.fail()
  const watch = createClusterWatch({ tenant: tenant.id, store, clock, log: silentLog, owner: 'x' })
  const cluster = await eventually(async () => {
    await watch.round()
    const [found] = watch.clusters(3)
    expect(found?.members).toHaveLength(30)
    return found?.id ?? ''
  }, 60_000)
  const by = { id: '9001', name: '演示客服一' }
  const about: About = { tenant, source: watch, cluster, by }
  await makeProblem(runtime, about)
  await tellAll(runtime, about, { kind: 'answer', text: answer })
  await eventually(async () => {
    const { answer: told } = await createIncidents(store).read(tenant.id, cluster)
    expect(told?.doneAt).toBeDefined()
  }, 90_000)
  const { posts } = await bed.control<{ posts: Post[] }>('/weibo/timeline')
  const comments = posts.find(({ id }) => id === postId)?.comments ?? []
  const said = comments.map(({ text }) => text).filter((text) => text.includes(answer))
  expect(said).toHaveLength(30)
  expect(new Set(said).size).toBe(30)
  const membership = await store.kept.get(tenant.id, `incident-members:${cluster}`)
  expect(JSON.parse(membership ?? '{}')).toMatchObject({ linked: { length: 30 }, refused: [] })
}, 200_000)

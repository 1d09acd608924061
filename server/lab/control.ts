import type { FastifyInstance } from 'fastify'
import { addFaultRoutes } from './control-faults.ts'
import { guardScope } from './control-guard.ts'
import { addWechatRoutes } from './control-wechat.ts'
import { addWeiboRoutes } from './control-weibo.ts'
import { ControlRefusal } from './control-refusal.ts'
import type { MediaShelf } from './media-shelf.ts'
import type { LabPlan } from './plan.ts'
import type { WechatSimulator } from './wechat/index.ts'
import type { WeiboSimulator } from './weibo/index.ts'
import type { LabEntry, LabWorld } from './world.ts'

export interface LabSimulators {
  wechat: WechatSimulator
  weibo: WeiboSimulator
  shelf: MediaShelf
}

const LEDGER_PAGE = 1_000
const HEARTBEAT_MS = 15_000

/** Everything a person or a test does in the lab that is not the work of a platform's API. */
export function registerControl(
  app: FastifyInstance,
  world: LabWorld,
  sims: LabSimulators,
  plan: LabPlan,
): void {
  void app.register(
    (scope, _options, done) => {
      guardScope(scope)
      addLedgerRoutes(scope, world)
      addFaultRoutes(scope, world)
      addWechatRoutes(scope, sims.wechat, plan)
      addWeiboRoutes(scope, sims.weibo, sims.shelf)
      scope.get('/state', () => labState(world, sims, plan))
      scope.get<{ Params: { id: string } }>('/media/:id', (request, reply) => {
        const media = sims.shelf.get(request.params.id)
        if (!media) throw new ControlRefusal(404, 'no such file')
        return reply
          .type(media.contentType)
          .header('x-content-type-options', 'nosniff')
          .header('content-security-policy', 'sandbox')
          .send(media.bytes)
      })
      done()
    },
    { prefix: '/__lab' },
  )
}

function addLedgerRoutes(scope: FastifyInstance, world: LabWorld): void {
  scope.get('/ledger', (request) => {
    const query = request.query as Record<string, string | undefined>
    const after = Number(query['after'] ?? 0)
    const page = world.entries(Number.isFinite(after) ? after : 0, LEDGER_PAGE)
    const wanted = query['platform']
    const entries = wanted ? page.filter((entry) => entry.platform === wanted) : page
    return { entries, next: page.at(-1)?.seq ?? after }
  })
  scope.get('/counts', () => ({ counts: world.counts() }))

  const closers = new Set<() => void>()
  const tellers = new Set<() => void>()
  // Not everything done here is an event of a platform, but a page that watches wants to know.
  scope.addHook('onResponse', async (request, reply) => {
    if (request.method === 'GET' || reply.statusCode >= 400) return
    for (const tell of tellers) tell()
  })
  scope.get('/events', (request, reply) => {
    reply.hijack()
    const stream = reply.raw
    stream.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    })
    stream.write(': ready\n\n')
    const write = (entry: LabEntry): boolean => stream.write(`data: ${JSON.stringify(entry)}\n\n`)
    const unsubscribe = world.subscribe(write)
    const tell = (): void => void stream.write('event: changed\ndata: {}\n\n')
    tellers.add(tell)
    const heartbeat = setInterval(() => stream.write(': \n\n'), HEARTBEAT_MS)
    const end = (): void => {
      clearInterval(heartbeat)
      unsubscribe()
      tellers.delete(tell)
      closers.delete(end)
      stream.destroy()
    }
    closers.add(end)
    request.raw.on('close', end)
  })
  scope.addHook('preClose', async () => {
    for (const end of closers) end()
  })
}

function labState(world: LabWorld, sims: LabSimulators, plan: LabPlan): object {
  const { relayUrl, tenant, wechat, weibo, zendesk } = plan
  return {
    plan: {
      relayUrl,
      tenant,
      wechat: {
        account: wechat.account,
        appId: wechat.appId,
        mode: wechat.mode,
        format: wechat.format,
      },
      weibo: { account: weibo.account, uid: weibo.uid, screenName: weibo.screenName },
      zendesk: {
        subdomain: zendesk.subdomain,
        agents: zendesk.agents,
        app: { id: zendesk.app.id, installationId: zendesk.app.installationId },
      },
    },
    customers: { wechat: wechatPeople(sims.wechat), weibo: weiboPeople(sims.weibo) },
    mentionPush: sims.weibo.state.isMentionPushOn,
    faults: world.faults.list(),
    locale: 'zh-CN',
  }
}

interface Told {
  from: 'customer' | 'brand'
  at: number
}

/** When the brand last said something, ms; 0 = never. */
function lastBrandAt(messages: readonly Told[]): number {
  return messages.findLast(({ from }) => from === 'brand')?.at ?? 0
}

function wechatPeople(sim: WechatSimulator): object[] {
  return sim.phones.list().map(({ openid, name, isFollowing, chat }) => ({
    id: openid,
    name,
    isFollowing,
    lastBrandAt: lastBrandAt(chat),
  }))
}

function weiboPeople({ state }: WeiboSimulator): object[] {
  // Public answers by whom they are for: the comment's parent, else the post.
  const answers = new Map<string, number>()
  for (const { author, parent, post, at } of state.square.feeds.commentsByMe) {
    if (author.isBrand) answers.set((parent ?? post).author.uid, at)
  }
  return state.people.customers().map(({ uid, name, avatarColor, isFan }) => ({
    id: uid,
    name,
    avatarColor,
    isFan,
    lastBrandAt: lastBrandAt(state.inboxes.of(uid).messages),
    lastPublicAt: answers.get(uid) ?? 0,
  }))
}

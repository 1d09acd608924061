import type { FastifyInstance } from 'fastify'
import { registerControl } from './control.ts'
import { createMediaShelf } from './media-shelf.ts'
import { servePages } from './pages.ts'
import { localUrl, type LabPlan } from './plan.ts'
import { registerProfileProvider } from './profile-provider.ts'
import { createPusher, platformTiming, type PushTiming } from './pusher.ts'
import { wechatSimulator } from './wechat/index.ts'
import { weiboSimulator } from './weibo/index.ts'
import { createLabWorld, type LabWorld, type Platform } from './world.ts'

export interface LabServerOptions {
  plan: LabPlan
  host?: string
  staticDir?: string
  seed?: number
  now?: () => number
  /** For tests that cannot wait five seconds. */
  timing?: Partial<PushTiming>
  /** Builds the desk's server, not yet listening. */
  zendesk: (world: LabWorld, plan: LabPlan) => Promise<FastifyInstance>
}

export interface LabServers {
  world: LabWorld
  urls: Record<Platform, string>
  close(): Promise<void>
}

const STATIC_DIR = 'build/apps'

/** All simulators in this process. Ports of 0 in the plan are replaced by the real ones. */
export async function startServers(options: LabServerOptions): Promise<LabServers> {
  const { plan } = options
  const host = options.host ?? '127.0.0.1'
  const world = createLabWorld({
    seed: options.seed ?? 1,
    ...(options.now ? { now: options.now } : {}),
  })
  const shelf = createMediaShelf(world)
  const pusher = createPusher(world, { ...platformTiming, ...options.timing })
  const wechat = await wechatSimulator(world, plan, { shelf, pusher })
  const weibo = await weiboSimulator(world, plan, { shelf, pusher })
  plan.ports.wechat = await listen(wechat.app, host, plan.ports.wechat)
  plan.ports.weibo = await listen(weibo.app, host, plan.ports.weibo)

  const desk = await options.zendesk(world, plan)
  registerControl(desk, world, { wechat, weibo, shelf }, plan)
  registerProfileProvider(desk, plan, () => world.now())
  await servePages(desk, options.staticDir ?? STATIC_DIR)
  plan.ports.zendesk = await listen(desk, host, plan.ports.zendesk)

  return {
    world,
    urls: {
      wechat: localUrl(plan.ports.wechat),
      wecom: localUrl(plan.ports.wecom),
      weibo: localUrl(plan.ports.weibo),
      zendesk: localUrl(plan.ports.zendesk),
    },
    async close() {
      await pusher.close()
      await Promise.all([wechat.app.close(), weibo.app.close(), desk.close()])
    },
  }
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  await app.listen({ host, port })
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

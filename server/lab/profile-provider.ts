import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { LabPlan } from './plan.ts'

interface Asked {
  readonly identities?: readonly { readonly channel?: unknown; readonly id?: unknown }[]
  readonly bindings?: readonly { readonly kind?: unknown; readonly value?: unknown }[]
}

const tiers = [
  { isVip: false, label: '普通会员' },
  { isVip: false, label: '银卡' },
  { isVip: true, label: '金卡' },
]
const goods = ['无线耳机', '千兆路由器', '智能手表', '充电底座', '蓝牙音箱']

function isAllowed(header: string | undefined, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${secret}`))
}

/** The same customer has the same facts, whenever they are asked for. */
function factsOf(name: string, now: Date): object {
  const dice = createHash('sha256').update(name).digest()
  const at = (n: number): number => dice[n] ?? 0
  const ago = (days: number): string =>
    new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10)
  const bought = [at(1) % 40, 60 + (at(2) % 200)].map((days, i) => {
    return {
      at: ago(days),
      name: goods[at(3 + i) % goods.length],
      amount: `${99 + at(5 + i)}.00元`,
    }
  })
  return {
    tier: tiers[at(0) % tiers.length],
    purchases: bought,
    bill: {
      period: ago(30).slice(0, 7),
      amount: `${38 + (at(7) % 160)}.00元`,
      dueAt: ago(-9),
      isPaid: at(8) % 2 === 0,
    },
  }
}

/** A company's own customer system, as small as the interface allows (docs/profile-provider.md). */
export function registerProfileProvider(
  app: FastifyInstance,
  { profile }: Pick<LabPlan, 'profile'>,
  now: () => number,
): void {
  app.post('/profile-provider', (request, reply) => {
    if (!isAllowed(request.headers.authorization, profile.secret)) return reply.code(401).send({})
    const { identities = [], bindings = [] } = (request.body ?? {}) as Asked
    // A bound number is surer than a name on a platform, so it goes first.
    const [number] = bindings
    const [identity] = identities
    const name = number?.value ?? identity?.id
    if (typeof name !== 'string' || name === '') return reply.code(404).send({})
    return reply.send(factsOf(name, new Date(now())))
  })
}

import { benchKeys, closedTenant, textRequest } from './callbacks.ts'
import { applyLoad, type Loaded } from './load.ts'
import { loadPeer } from './peers.ts'
import { against, within, type BenchRow } from './row.ts'
import { bareServer, benchFolder, relayServer, wechatServer, type Server } from './servers.ts'

const rounds = 5
const warmUpRounds = 2
const slicesPerRound = 4
const sliceMs = 500
const customers = 500

let minted = 0

/** A new, genuine message each time: a repeat would be answered without being stored. */
function freshRequest(): Buffer {
  const n = (minted += 1)
  const text = `你好，我上周买的耳机左边没有声音了，可以换吗？单号 ${n}`
  return textRequest(benchKeys, { customer: `oBench${n % customers}`, text, id: String(7e15 + n) })
}

/** Made before the clock runs: encrypting must not be measured on any side. */
function supply(n: number): () => Buffer {
  const ready = Array.from({ length: n }, freshRequest)
  let at = 0
  return () => ready[at++] ?? freshRequest()
}

/** Peers that store nothing do not mind hearing the same again, so theirs never runs out. */
function endless(n: number): () => Buffer {
  const ready = Array.from({ length: n }, freshRequest)
  let at = 0
  return () => ready[at++ % n] ?? freshRequest()
}

interface Sides {
  readonly relay: Server
  readonly bare: Server
  readonly wechat: Server
}

type Round = Readonly<Record<keyof Sides, number>>

function demandAll(who: string, { refused }: Loaded): void {
  if (refused > 0) throw new TypeError(`${who} refused ${refused} genuine messages`)
}

/** All sides in alternating slices, so that a busy machine slows them alike. */
async function measureRound(sides: Sides, connections: number, expected: number): Promise<Round> {
  const again = endless(2000)
  const sums = { relay: 0, bare: 0, wechat: 0 }
  for (let slice = 0; slice < slicesPerRound; slice++) {
    for (const side of ['bare', 'relay', 'wechat'] as const) {
      const next = side === 'relay' ? supply(expected) : again
      const { port } = sides[side]
      const loaded = await applyLoad({ port, connections, ms: sliceMs, next, isSettled: true })
      demandAll(side, loaded)
      sums[side] += loaded.perSecond / slicesPerRound
    }
  }
  return sums
}

async function contest(
  sides: Sides,
  connections: number,
): Promise<{ rows: readonly BenchRow[]; perSecond: number }> {
  const measured: Round[] = []
  let perSecond = 10_000
  for (let round = -warmUpRounds; round < rounds; round++) {
    // One and a half times what the last round took.
    const figures = await measureRound(sides, connections, (perSecond * sliceMs * 1.5) / 1000)
    perSecond = figures.relay
    if (round >= 0) measured.push(figures)
  }
  const name = `durable webhooks, ${connections} connections`
  const beside = (peer: string, floor: number, side: 'bare' | 'wechat'): BenchRow =>
    against({
      name,
      peer,
      floor,
      rounds: measured.map((round) => ({ ours: round.relay, theirs: round[side] })),
    })
  const rows = [
    beside('bare node:http', 0.4, 'bare'),
    beside('npm wechat, nothing stored', 1.15, 'wechat'),
  ]
  return { rows, perSecond }
}

/** p99 of acknowledgements at half of what the relay can take. */
async function ackAtHalfLoad(relay: Server, perSecond: number): Promise<BenchRow> {
  const connections = 32
  const pauseMs = Math.max(1, Math.round((connections / (perSecond / 2)) * 1000))
  const waits: number[] = []
  for (let round = 0; round < rounds; round++) {
    const next = supply(perSecond * 2)
    const loaded = await applyLoad({ port: relay.port, connections, ms: 2000, pauseMs, next })
    demandAll('the relay', loaded)
    waits.push(loaded.p99Ms)
  }
  const name = 'p99 of acknowledgements at half load'
  return within({ name, unit: 'ms', limit: 50, rounds: waits })
}

/** The way in, end to end: verified, decrypted, parsed, committed with a flush to disk, acknowledged. */
export async function benchWebhooks(): Promise<readonly BenchRow[]> {
  loadPeer('wechat')
  const folder = benchFolder()
  const sides: Sides = {
    relay: await relayServer(folder.path, 18_901, closedTenant),
    bare: await bareServer(18_902),
    wechat: await wechatServer(18_903, { ...benchKeys }),
  }
  try {
    const few = await contest(sides, 32)
    const many = await contest(sides, 256)
    return [...few.rows, ...many.rows, await ackAtHalfLoad(sides.relay, few.perSecond)]
  } finally {
    await Promise.all([sides.relay.stop(), sides.bare.stop(), sides.wechat.stop()])
    folder.remove()
  }
}

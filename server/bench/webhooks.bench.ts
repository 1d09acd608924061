import { readFileSync } from 'node:fs'
import { createWxCipher } from '../wire/wx-cipher.ts'
import { applyLoad, postRequest, type Loaded } from './load.ts'
import { loadPeer } from './peers.ts'
import type { BenchRow } from './row.ts'
import { bareServer, benchFolder, relayServer, wechatServer, type Server } from './servers.ts'

const account = {
  token: 'benchToken',
  appid: 'wx0000000000bench0',
  encodingAESKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}
const cipher = createWxCipher({
  token: account.token,
  receiveId: account.appid,
  keys: [{ encodingAesKey: account.encodingAESKey }],
})
const rounds = 5
const roundMs = 2000
const customers = 500

/** Zendesk is a closed port: what is measured is the way in, and a helpdesk that is down must not slow it. */
const tenant = {
  id: 'bench',
  zendesk: {
    subdomain: 'bench',
    baseUrl: 'http://127.0.0.1:1',
    auth: { grant: 'client_credentials', clientId: 'bench', clientSecret: 'bench' },
    webhookSecret: 'bench',
  },
  accounts: [
    {
      id: 'wx',
      channel: 'wechat',
      settings: {
        appId: account.appid,
        appSecret: 'bench',
        token: account.token,
        encodingAesKey: account.encodingAESKey,
        apiBase: 'http://127.0.0.1:1',
      },
    },
  ],
}

let minted = 0

/** A new, genuine message each time: a repeat would be answered without being stored. */
function request(path: string): Buffer {
  const n = (minted += 1)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const text =
    `<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><FromUserName><![CDATA[oBench${n % customers}]]></FromUserName>` +
    `<CreateTime>${timestamp}</CreateTime><MsgType><![CDATA[text]]></MsgType>` +
    `<Content><![CDATA[你好，我上周买的耳机左边没有声音了，可以换吗？单号 ${n}]]></Content><MsgId>${7e15 + n}</MsgId></xml>`
  const encrypted = cipher.encrypt(text)
  const nonce = `n${n}`
  const query = `signature=${cipher.sign(timestamp, nonce)}&timestamp=${timestamp}&nonce=${nonce}&encrypt_type=aes&msg_signature=${cipher.sign(timestamp, nonce, encrypted)}`
  return postRequest(
    `${path}?${query}`,
    `<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  )
}

/** Made before the clock runs: encrypting must not be measured on either side. */
function supply(path: string, n: number): () => Buffer {
  const ready = Array.from({ length: n }, () => request(path))
  let at = 0
  return () => ready[at++] ?? request(path)
}

interface Sides {
  readonly relay: Server
  readonly bare: Server
  readonly wechat: Server
}

async function measure(server: Server, path: string, connections: number): Promise<Loaded> {
  const next = supply(path, 24_000)
  return applyLoad({ port: server.port, connections, ms: roundMs, next })
}

function row(
  name: string,
  peer: string,
  pairs: readonly (readonly [Loaded, Loaded])[],
  floor: number,
): BenchRow {
  const ratio = Math.min(...pairs.map(([ours, theirs]) => ours.perSecond / theirs.perSecond))
  const middle = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  const ours = middle(pairs.map(([one]) => one.perSecond))
  const theirs = middle(pairs.map(([, other]) => other.perSecond))
  return { name, peer, ours, theirs, ratio, floor, ok: ratio >= floor }
}

async function contest(sides: Sides, connections: number): Promise<readonly BenchRow[]> {
  const results: { ours: Loaded; bare: Loaded; wechat: Loaded }[] = []
  for (let round = 0; round <= rounds; round++) {
    const bare = await measure(sides.bare, '/', connections)
    const ours = await measure(sides.relay, '/hooks/bench/wx', connections)
    const wechat = await measure(sides.wechat, '/', connections)
    if (ours.refused > 0) throw new TypeError(`the relay refused ${ours.refused} genuine messages`)
    // The first round only warms everything up.
    if (round > 0) results.push({ ours, bare, wechat })
  }
  return [
    row(
      `durable webhooks, ${connections} connections`,
      'bare node:http',
      results.map(({ ours, bare }) => [ours, bare]),
      0.4,
    ),
    row(
      `durable webhooks, ${connections} connections`,
      'npm wechat, nothing stored',
      results.map(({ ours, wechat }) => [ours, wechat]),
      1.15,
    ),
  ]
}

/** p99 of acknowledgements at half of what the relay can take. */
async function ackAtHalfLoad(relay: Server, full: number): Promise<BenchRow> {
  const connections = 32
  const pauseMs = Math.max(1, Math.round((connections / (full / 2)) * 1000))
  const waits: number[] = []
  for (let round = 0; round < rounds; round++) {
    const { p99Ms } = await applyLoad({
      port: relay.port,
      connections,
      ms: roundMs,
      pauseMs,
      next: supply('/hooks/bench/wx', 12_000),
    })
    waits.push(p99Ms)
  }
  const worst = Math.max(...waits)
  return {
    name: 'p99 of acknowledgements at half load, ms',
    peer: 'limit of 50 ms',
    ours: worst,
    theirs: 50,
    ratio: 50 / worst,
    floor: 1,
    ok: worst <= 50,
  }
}

function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0'
  return Number(kb) / 1024
}

function memory(mb: number): BenchRow {
  return {
    name: 'resident when idle after start, MB',
    peer: 'limit of 120 MB',
    ours: mb,
    theirs: 120,
    ratio: 120 / mb,
    floor: 1,
    ok: mb <= 120,
  }
}

/** The way in, end to end: verified, decrypted, parsed, committed with a flush to disk, acknowledged. */
export async function benchWebhooks(): Promise<readonly BenchRow[]> {
  loadPeer('wechat')
  const folder = benchFolder()
  const sides: Sides = {
    relay: await relayServer(folder.path, 18_901, tenant),
    bare: await bareServer(18_902),
    wechat: await wechatServer(18_903, account),
  }
  try {
    await new Promise((resolve) => setTimeout(resolve, 2000))
    const idle = memory(residentMb(sides.relay.pid))
    const few = await contest(sides, 32)
    const many = await contest(sides, 256)
    return [...few, ...many, await ackAtHalfLoad(sides.relay, few[0]?.ours ?? 1000), idle]
  } finally {
    await Promise.all([sides.relay.stop(), sides.bare.stop(), sides.wechat.stop()])
    folder.remove()
  }
}

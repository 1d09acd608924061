import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Server {
  readonly port: number
  readonly pid: number
  readonly startMs: number
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

async function answers(port: number, path: string): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}${path}`)).status < 500
  } catch {
    return false
  }
}

/** A process of its own, ready when it answers. */
export async function startServer(
  args: readonly string[],
  port: number,
  path = '/',
): Promise<Server> {
  const startedAt = performance.now()
  const child: ChildProcess = spawn(process.execPath, [...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, WEIQIAO_LOG: 'silent', NODE_ENV: 'production' },
  })
  while (!(await answers(port, path))) {
    if (child.exitCode !== null) throw new TypeError(`a bench server ended: ${args.join(' ')}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    port,
    pid: child.pid ?? 0,
    startMs: performance.now() - startedAt,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** The lab's platforms in a process of their own. */
export function simulatorServer(planFile: string, port: number): Promise<Server> {
  return startServer(['--import', 'tsx', 'server/bench/simulators.ts', planFile], port)
}

/** `node:http` that reads the body and says success: the least a webhook server can do. */
export function bareServer(port: number): Promise<Server> {
  const code = `require('node:http').createServer((q,s)=>{const c=[];q.on('data',d=>c.push(d));q.on('end',()=>{Buffer.concat(c);s.setHeader('content-type','text/plain');s.end('success')})}).listen(${port},'127.0.0.1')`
  return startServer(['-e', code], port)
}

/** npm `wechat` as its readme shows it, in safe mode, storing nothing. */
export function wechatServer(
  port: number,
  account: { token: string; appid: string; encodingAESKey: string },
): Promise<Server> {
  const peer = join(root, '.cache/bench-peers/node_modules/wechat')
  const code = `const wechat=require(${JSON.stringify(peer)});const h=wechat(${JSON.stringify(account)}).text((m,q,s)=>s.reply('')).middlewarify();require('node:http').createServer((q,s)=>{q.query=Object.fromEntries(new URL(q.url,'http://x').searchParams);h(q,s)}).listen(${port},'127.0.0.1')`
  return startServer(['-e', code], port)
}

export interface BenchFolder {
  readonly path: string
  remove(): void
}

export function benchFolder(): BenchFolder {
  const path = mkdtempSync(join(tmpdir(), 'weiqiao-bench-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Opens the stores of relays started here. */
export const benchMasterKey = Buffer.alloc(32, 7)

/** The compiled relay with a real SQLite file. */
export function relayServer(folder: string, port: number, tenant: object): Promise<Server> {
  const file = join(folder, 'relay.json')
  const config = {
    publicUrl: `http://127.0.0.1:${port}`,
    listen: { host: '127.0.0.1', port },
    store: `sqlite:${join(folder, 'relay.db')}`,
    dataDir: folder,
    masterKey: benchMasterKey.toString('base64'),
    tenants: [tenant],
  }
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 })
  return startServer(['build/server/cli.js', 'start', '--config', file], port, '/readyz')
}

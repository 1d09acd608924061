import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { laterCommands } from './commands/index.ts'
import { openEngine } from './store/open-engine.ts'
import { compiledCli, runCli, startCli, type Ended } from './testing/cli-process.ts'
import { fileWith, goodEnvironment } from './testing/config-file.ts'
import { eventually } from './testing/end-to-end/relay-in-lab.ts'
import { freePort } from './testing/free-port.ts'

const root = mkdtempSync(join(tmpdir(), 'weiqiao-cli-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const env = goodEnvironment

interface Place {
  readonly folder: string
  readonly config: string
  readonly port: number
}

/** A folder with a right configuration whose platforms are nowhere: nothing answers on port 1. */
async function place(changes: Readonly<Record<string, unknown>> = {}): Promise<Place> {
  const folder = join(root, randomBytes(4).toString('hex'))
  mkdirSync(folder)
  const port = await freePort()
  const nowhere = 'http://127.0.0.1:1'
  const file = fileWith({
    publicUrl: `http://127.0.0.1:${port}`,
    listen: { port },
    store: `sqlite:${folder}/relay.db`,
    dataDir: join(folder, 'data'),
    'tenants.0.zendesk.baseUrl': nowhere,
    'tenants.0.accounts.0.settings.apiBase': nowhere,
    'tenants.0.accounts.1.settings.apiBase': nowhere,
    'tenants.0.accounts.1.settings.messagesBase': nowhere,
    ...changes,
  })
  const config = join(folder, 'relay.json')
  writeFileSync(config, JSON.stringify(file))
  return { folder, config, port }
}

/** One line for a person, and nothing that looks like data. */
function complaintOf({ code, stdout, stderr }: Ended, wantedCode = 1): string {
  expect({ code, stdout }).toEqual({ code: wantedCode, stdout: '' })
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  return stderr.trimEnd()
}

const start = ({ config }: Place, more: Readonly<Record<string, string>> = {}) =>
  runCli(['start', '--config', config], { env: { ...env, ...more } })

describe('relay', () => {
  it('prints its usage on stdout, asked for in any way or with nothing to do', async () => {
    const asked = [[], ['help'], ['--help'], ['-h'], ['start', '--help']].map((argv) =>
      runCli(argv),
    )
    for (const { code, stdout, stderr } of await Promise.all(asked)) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      for (const name of ['start', 'check-config', 'doctor', 'dead-letters', 'lab', 'demo'])
        expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'))
    }
  })

  it('names what there is when a command is unknown', async () => {
    expect(complaintOf(await runCli(['frobnicate', '--config', 'x']), 2)).toBe(
      'Unknown command "frobnicate". Available: start, check-config, doctor, dead-letters, dispositions, connect, connect-codes, lint, understand, train, evaluate, kpi, lab, demo.',
    )
    expect(complaintOf(await runCli(['constructor']), 2)).toContain('Unknown command "constructor"')
  })

  it('says of commands of later versions that this one does not have them', async () => {
    const answers = await Promise.all(laterCommands.map((name) => runCli([name])))
    for (const [i, answer] of answers.entries())
      expect(complaintOf(answer, 2)).toMatch(
        new RegExp(`^"${laterCommands[i]}" is not available in this version\\. Available: start`),
      )
  })

  it.each([
    ['no configuration', ['start'], 'Name the configuration: --config FILE (config.invalid)'],
    [
      'a file that is not there',
      ['start', '--config', '/no/where.json'],
      'Cannot read the configuration file /no/where.json (ENOENT). (config.invalid)',
    ],
    ['an unknown option', ['start', '--confg', 'x'], "Unknown option '--confg'. (config.invalid)"],
    [
      'nothing to do with dead letters',
      ['dead-letters'],
      'Say what to do: dead-letters list | replay --id ID | replay --all | quarantine (config.invalid)',
    ],
  ])('complains in one line about %s', async (_name, argv, line) =>
    expect(complaintOf(await runCli(argv))).toBe(line),
  )
})

describe('check-config', () => {
  it('counts what it found on stdout and keeps stderr empty', async () => {
    const { config } = await place()
    expect(await runCli(['check-config', '--config', config], { env })).toEqual({
      code: 0,
      stdout: 'ok: 1 tenant(s), 2 account(s)\n',
      stderr: '',
    })
  })

  it('prints warnings on stderr and still succeeds', async () => {
    const kefu = { id: 'kf', channel: 'wecom', settings: {} }
    const { config } = await place({ 'tenants.0.accounts.2': kefu })
    expect(await runCli(['check-config', '--config', config], { env })).toEqual({
      code: 0,
      stdout: 'ok: 1 tenant(s), 2 account(s)\n',
      stderr:
        'tenants.0.accounts.2.channel wecom is not served by this version: the account "kf" is skipped\n',
    })
  })

  it('prints every problem on a line of its own, never a secret, and exits 1', async () => {
    const { config } = await place({
      publicUrl: 'relay.example.com',
      'tenants.0.zendesk.auth.clientSecret': 'canary-secret',
      'tenants.0.accounts.0.settings.appId': 'canary',
    })
    chmodSync(config, 0o644)
    const { code, stdout, stderr } = await runCli(['check-config', '--config', config], { env })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(
      stderr
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ', 1)[0]),
    ).toEqual([
      'tenants.0.zendesk.auth.clientSecret',
      'publicUrl',
      'tenants.0.accounts.0.settings.appId',
    ])
    expect(stderr).not.toContain('canary')
  })
})

describe('start', () => {
  it('listens, says so on stdout, logs JSON on stderr and ends cleanly on SIGTERM', async () => {
    const { config, port } = await place()
    const relay = await startCli(['start', '--config', config], { env })
    await eventually(async () => {
      const { status } = await fetch(`http://127.0.0.1:${port}/readyz`)
      expect(status).toBe(200)
    }, 30_000)
    relay.child.kill('SIGTERM')
    const { code, stdout, stderr } = await relay.ended
    expect(code).toBe(0)
    expect(stdout).toBe(`Weiqiao relay listens on http://127.0.0.1:${port}\n`)
    const lines = stderr.trimEnd().split('\n')
    const events = lines.map((line) => (JSON.parse(line) as { event: string }).event)
    expect(events).toContain('relay.ready')
  })

  it('refuses a bad configuration with every problem and makes nothing', async () => {
    const bad = await place({ 'tenants.0.id': 'a b', masterKey: 'env:NOT_SET' })
    const { code, stderr } = await start(bad)
    expect(code).toBe(1)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
  })

  it('says in one line that its port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const complaint = complaintOf(await start(await place({ listen: { port } })))
    expect(complaint).toBe(`Port ${port} on 127.0.0.1 is already in use. (config.port_taken)`)
    await new Promise((resolve) => other.close(resolve))
  })

  it('says in one line that the master key is another', async () => {
    const spot = await place()
    await runCli(['dead-letters', 'list', '--config', spot.config], { env })
    const key = Buffer.alloc(32, 9).toString('base64')
    const complaint = complaintOf(await start(spot, { WEIQIAO_MASTER_KEY: key }))
    expect(complaint).toMatch(/^The master key does not open this store\..*\(store\.wrong_key\)$/)
    expect(complaint).not.toContain(key)
  })

  it('says in one line that a newer version wrote the store', async () => {
    const spot = await place()
    await runCli(['dead-letters', 'list', '--config', spot.config], { env })
    const engine = await openEngine(`sqlite:${spot.folder}/relay.db`)
    await engine.db.updateTable('schema_version').set({ version: 999 }).execute()
    await engine.close()
    expect(complaintOf(await start(spot))).toMatch(/schema 999.*\(store\.newer_schema\)$/)
  })

  it('says in one line that the store does not answer, without its password', async () => {
    const spot = await place({ store: 'postgres://relay:canary@127.0.0.1:1/weiqiao' })
    chmodSync(spot.config, 0o600)
    const complaint = complaintOf(await start(spot))
    expect(complaint).toMatch(/^The store postgres cannot be opened: .*\(store\.unavailable\)$/)
    expect(complaint).not.toContain('canary')
  })
})

// A file system of 200 kB, in a name space of its own; some systems do not allow that to anybody.
const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0

describe.runIf(canMount)('start on a full disk', () => {
  it('says in one line that the disk is full', async () => {
    const spot = await place()
    const small = join(spot.folder, 'small')
    mkdirSync(small)
    writeFileSync(
      spot.config,
      JSON.stringify(fileWith({ store: `sqlite:${small}/relay.db`, dataDir: spot.folder })),
    )
    const script = `mount -t tmpfs -o size=200k tmpfs "$1" && shift && exec "$@"`
    const command = [process.execPath, await compiledCli(), 'start', '--config', spot.config]
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      ['-rm', 'sh', '-c', script, 'sh', small, ...command],
      { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } },
    )
    expect(complaintOf({ code: status, stdout, stderr })).toBe(
      'The disk of the store is full. (store.disk_full)',
    )
  })
})

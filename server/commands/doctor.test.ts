import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../testing/cli-process.ts'
import { fileWith } from '../testing/config-file.ts'
import { relayInLab, type RelayInLab } from '../testing/end-to-end/relay-in-lab.ts'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let bed: RelayInLab
beforeAll(async () => {
  bed = await relayInLab({ withoutRelay: true })
}, 60_000)
afterAll(() => bed.close(), 30_000)

const folder = mkdtempSync(join(tmpdir(), 'weiqiao-doctor-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Finding {
  readonly where: string
  readonly check: string
  readonly ok: boolean
  readonly isNote?: boolean
  readonly message: { readonly zh: string; readonly en: string }
}

interface Config {
  store: string
  tenants: {
    locale: string
    zendesk: { auth: { clientSecret: string } }
    accounts: { settings: Record<string, unknown> }[]
  }[]
}

/** The lab's configuration, changed, under another name and with a store of its own. */
function variant(name: string, change: (tenant: Config['tenants'][number]) => void): string {
  const config = JSON.parse(readFileSync(bed.configPath, 'utf8')) as Config
  config.store = `sqlite:${folder}/${name}.db`
  for (const tenant of config.tenants) change(tenant)
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 })
  return path
}

async function examine(config: string): Promise<{ code: number | null; findings: Finding[] }> {
  const { code, stdout } = await runCli(['doctor', '--json', '--config', config])
  const lines = stdout.trimEnd().split('\n')
  return { code, findings: lines.map((line) => JSON.parse(line) as Finding) }
}

describe('doctor', () => {
  it('finds the lab well, platform by platform, and leaves no ticket behind', async () => {
    const { code, findings } = await examine(bed.configPath)
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(code).toBe(0)
    expect(findings.map(({ where, check }) => `${where}: ${check}`)).toEqual(
      expect.arrayContaining([
        'relay: public address',
        'demo zendesk: access',
        'demo zendesk: ticket',
        'demo wx: access token',
        'demo wb: access token',
      ]),
    )
    expect(await bed.tickets()).toEqual([])
  })

  it('notes that the relay is not running yet, and sees it once it is', async () => {
    const own = variant('running', () => undefined)
    const [before] = (await examine(own)).findings
    expect(before).toMatchObject({ check: 'public address', ok: true, isNote: true })
    await bed.start()
    const [after] = (await examine(own)).findings
    expect(after).toMatchObject({ check: 'public address', ok: true })
    expect(after?.isNote).toBeUndefined()
  })

  it('explains each wrong secret on its own and goes on with the rest', async () => {
    const config = variant('wrong', ({ zendesk, accounts }) => {
      zendesk.auth.clientSecret = 'canary-zendesk'
      Object.assign(accounts[0]?.settings ?? {}, { appSecret: 'canary-wechat' })
      Object.assign(accounts[1]?.settings ?? {}, { accessToken: 'canary-weibo' })
    })
    const { code, findings } = await examine(config)
    expect(code).toBe(1)
    for (const where of ['demo zendesk', 'demo wx', 'demo wb'])
      expect(findings.find((one) => one.where === where && !one.ok)?.message.en).toMatch(/\w/)
    expect(JSON.stringify(findings)).not.toContain('canary')
  })

  it('writes one line per finding in the language of the tenant', async () => {
    const english = variant('english', (tenant) => (tenant.locale = 'en'))
    const { stdout } = await runCli(['doctor', '--config', english])
    expect(stdout).toMatch(/^ok {3}demo zendesk access: Access is valid/m)
    const { stdout: chinese } = await runCli(['doctor', '--config', bed.configPath])
    expect(chinese).toMatch(/^ok {3}demo zendesk access: 授权有效/m)
  })

  it('says of platforms that do not answer that they do not, and exits 1', async () => {
    const nowhere = 'http://127.0.0.1:1'
    const path = join(folder, 'nowhere.json')
    const file = fileWith({
      masterKey: Buffer.alloc(32, 1).toString('base64'),
      store: `sqlite:${folder}/nowhere.db`,
      publicUrl: nowhere,
      'tenants.0.zendesk.baseUrl': nowhere,
      'tenants.0.zendesk.auth.clientSecret': 'secret',
      'tenants.0.accounts': [],
    })
    writeFileSync(path, JSON.stringify(file), { mode: 0o600 })
    const { code, findings } = await examine(path)
    expect(code).toBe(1)
    expect(findings.map(({ where, ok }) => [where, ok])).toEqual([
      ['relay', true],
      ['acme zendesk', false],
    ])
  })
})

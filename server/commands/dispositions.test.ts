import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/cli-process.ts'
import { fileWith, goodEnvironment as env } from '../testing/config-file.ts'
import { relayBed } from '../testing/relay-bed.ts'

const masterKey = Buffer.from(env['WEIQIAO_MASTER_KEY'] ?? '', 'base64')
/** The day a fake clock begins on. */
const day = '2026-03-02'

let folder: string
let config: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-dispositions-'))
  config = join(folder, 'relay.json')
  writeFileSync(config, JSON.stringify(fileWith({ store: `sqlite:${folder}/bed.db` })))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const run = (...argv: readonly string[]) =>
  runCli(['dispositions', ...argv, '--config', config], { env })

async function receive({ isFiled }: { readonly isFiled: boolean }): Promise<void> {
  const bed = await relayBed({ folder, masterKey })
  await bed.say('这句话不进报告')
  if (isFiled) await bed.settle()
  await bed.close()
}

describe('dispositions', () => {
  it('tells what became of a day, never the words of a customer (S0-40)', async () => {
    await receive({ isFiled: true })
    const { code, stdout, stderr } = await run('--day', day)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const line = { tenant: 'acme', day, items: 1, without: 0, missing: [] }
    expect(JSON.parse(stdout)).toMatchObject({ ...line, dispositions: { with_agents: 1 } })
    expect(stdout).not.toContain('这句话')
  })
  it('fails where something was seen by nobody, and names it', async () => {
    await receive({ isFiled: false })
    const { code, stdout } = await run('--day', day, '--tenant', 'acme')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ without: 1, missing: [{ account: 'wx' }] })
  })
  it('is about the last day that is over unless one is named', async () => {
    const { code, stdout } = await run()
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ items: 0, without: 0 })
  })
  it.each([
    ['no date', ['--day', 'yesterday'], 'Name the day as a date: --day 2026-11-25'],
    ['no such date', ['--day', '2026-02-30'], 'Name the day as a date: --day 2026-11-25'],
    ['a stranger', ['--tenant', 'nobody'], 'No tenant is named nobody.'],
    ['a stray word', ['list'], 'There is no list here.'],
  ])('complains about %s', async (_name, argv, line) => {
    const complaint = { code: 1, stdout: '', stderr: `${line} (config.invalid)\n` }
    expect(await run(...argv)).toEqual(complaint)
  })
})

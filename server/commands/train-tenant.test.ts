import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../store/index.ts'
import { runCli, type Ended } from '../testing/cli-process.ts'
import { fileWith, goodEnvironment as env } from '../testing/config-file.ts'
import { mail } from '../testing/mail.ts'
import { silentLog } from '../testing/silent-log.ts'
import { chargingText } from '../understanding/learning/learning.fake.ts'
import { systemClock } from '../wire/system-clock.ts'

const masterKey = Buffer.from(env['WEIQIAO_MASTER_KEY'] ?? '', 'base64')
const categories = [{ id: 'charging', keywords: ['充电车位'] }]
const tenant = 'acme'

let folder: string
let config: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-train-'))
  config = join(folder, 'relay.json')
  const changes = { 'tenants.0.understanding': { categories }, store: `sqlite:${folder}/bed.db` }
  writeFileSync(config, JSON.stringify(fileWith(changes)))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Agents have said of so many messages what they are about. */
async function correct(count: number): Promise<void> {
  const url = `sqlite:${folder}/bed.db`
  const store = await openStore({ url, masterKey, clock: systemClock, log: silentLog })
  const items = Array.from({ length: count }, (_, n) => {
    const text = chargingText(n)
    return mail({ tenant, key: `k${n}`, message: { parts: [{ type: 'text', text }] } })
  })
  await store.inbox.accept(items)
  await store.counts()
  const [conversation] = await store.inbox.conversationsOf(tenant, {
    account: 'wx',
    customer: '客户甲',
    limit: 1,
  })
  for (const { id } of await store.inbox.messages(tenant, conversation?.id ?? '', 500)) {
    const label = { message: id, field: 'category', value: 'charging', at: 1, agent: '7' }
    const entry = { type: 'understanding_corrected', at: 1, message: id } as const
    await store.learning.label(tenant, label, entry)
  }
  await store.close()
}

const train = (...argv: readonly string[]): Promise<Ended> =>
  runCli(['train', '--config', config, ...argv], { env })

async function linesOf(...argv: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const { code, stdout, stderr } = await train(...argv)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const lines = stdout.split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('train --config', () => {
  it('says of a fresh store that there is too little to learn from', async () => {
    expect(await linesOf()).toMatchObject([{ tenant, outcome: 'too_few', labels: 0 }])
    expect(await linesOf('--list')).toEqual([])
    expect(await linesOf('--rollback')).toEqual([{ tenant, outcome: 'nothing_to_take_back' }])
  })

  it('learns, lists with figures, and takes back', async () => {
    await correct(120)
    expect(await linesOf('--dry-run')).toMatchObject([{ outcome: 'would_accept', labels: 120 }])
    expect(await linesOf('--list')).toEqual([])
    expect(await linesOf('--tenant', tenant)).toMatchObject([{ outcome: 'accepted', version: 1 }])
    const figures = { field: 'category', outcome: 'better', labels: 120 }
    expect(await linesOf('--list')).toMatchObject([
      { version: 1, inUse: true, fitsModels: true, fields: [figures, {}, {}] },
    ])
    expect(await linesOf('--rollback')).toEqual([
      { tenant, outcome: 'taken_back', version: 1, nowVersion: 0 },
    ])
    expect(await linesOf('--list')).toMatchObject([
      { version: 1, inUse: false, retiredAt: expect.any(String) },
    ])
    expect(await linesOf()).toMatchObject([{ outcome: 'nothing_new' }])
  })

  it('refuses what cannot be meant', async () => {
    expect((await train('--tenant', 'nobody')).stderr).toContain('has no tenant nobody')
    for (const words of [['--list', '--rollback'], ['--data', 'x'], ['more']])
      expect((await train(...words)).stderr).toContain('Use: train')
  })
})

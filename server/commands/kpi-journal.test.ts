import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../testing/cli-process.ts'
import { fileWith, goodEnvironment as env } from '../testing/config-file.ts'
import { relayBed } from '../testing/relay-bed.ts'

const masterKey = Buffer.from(env['WEIQIAO_MASTER_KEY'] ?? '', 'base64')
const minute = 60_000

let folder: string
let config: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-kpi-journal-'))
  config = join(folder, 'relay.json')
  writeFileSync(config, JSON.stringify(fileWith({ store: `sqlite:${folder}/bed.db` })))
  await serve()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A customer asks and is answered after 10 minutes; the ticket is solved, rated and closed. Another waits. */
async function serve(): Promise<void> {
  const bed = await relayBed({ folder, masterKey })
  const { clock, store } = bed
  await bed.say('这句话不进报告，我的订单在哪里？')
  await bed.settle()
  await clock.advance(10 * minute)
  await bed.answer('您好，明天送达')
  await bed.settle()
  await bed.say('谢谢')
  await bed.settle()
  const filed = (await store.journal.read('acme', 0, 100)).find(({ type }) => type === 'filed')
  const told = (name: string, detail: Record<string, string | number>) => {
    const at = clock.now() + minute
    const ticket = filed?.ticket ?? ''
    return {
      type: 'ticket_event',
      at,
      platformAt: at - 1000,
      ticket,
      detail: { ...detail, name },
    } as const
  }
  await store.journal.append('acme', [
    told('group', { from: 'G1', to: 'G2' }),
    told('solved', {}),
    told('rated', { score: 5 }),
    told('status_changed', { status: 'closed' }),
  ])
  await bed.say('有人吗', { customer: { id: 'customer-2' } })
  await bed.settle()
  await bed.close()
}

const period = ['--from', '2026-03-01', '--to', '2026-04-01', '--as-of', '2026-03-20'] as const
const kpi = (...argv: readonly string[]) => runCli(['kpi', ...argv], { env })

/** What the journal itself is about, not how it was read. */
function figuresOf(stdout: string): unknown {
  const { tenant: _tenant, ...report } = JSON.parse(stdout) as Record<string, unknown>
  return report
}

describe('relay kpi --config', () => {
  it('reads the figures of a tenant from its journal', async () => {
    const { code, stdout, stderr } = await kpi('--config', config, ...period, '--json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const report = JSON.parse(stdout) as { stillWaiting: unknown[] }
    expect(report).toMatchObject({
      tenant: 'acme',
      demandVolume: { value: 3, withoutSpamAndClosers: { value: 2 }, customers: { value: 2 } },
      firstResponseSeconds: { teamWait: { calendar: { n: 1, of: 2 } } },
      responseRate: { value: 0.5, n: 2 },
      transferRate: { value: 1, n: 1 },
      csat: { value: 1, n: 1 },
    })
    const [wait] = (
      report as unknown as {
        firstResponseSeconds: { teamWait: { calendar: { values: number[] } } }
      }
    ).firstResponseSeconds.teamWait.calendar.values
    expect(wait).toBeGreaterThanOrEqual(600)
    expect(wait).toBeLessThan(660)
    expect(report.stillWaiting).toHaveLength(1)
  })
  it('exports the journal as event lines, which give the same figures, and no word of a customer', async () => {
    const exported = await kpi('--config', config, '--export')
    expect(exported).toMatchObject({ code: 0, stderr: '' })
    expect(exported.stdout).not.toContain('这句话')
    const path = join(folder, 'events.jsonl')
    writeFileSync(path, exported.stdout)
    const [ofFile, ofStore] = await Promise.all([
      kpi('--events', path, ...period, '--json'),
      kpi('--config', config, ...period, '--json'),
    ])
    expect(ofFile.code).toBe(0)
    expect(figuresOf(ofFile.stdout)).toEqual(figuresOf(ofStore.stdout))
  })
  it('names the tenant above its table', async () => {
    const { stdout } = await kpi('--config', config, ...period, '--tenant', 'acme')
    expect(stdout).toMatch(/^# acme\n期间: 2026-03-01 00:00/)
  })
  it.each([
    [
      'a stranger',
      ['--tenant', 'nobody', ...period],
      'No tenant is named nobody. (config.invalid)\n',
    ],
    ['two sources', ['--events', 'x', ...period], /^Use: kpi /],
  ])('complains about %s', async (_name, argv, line) => {
    const { code, stdout, stderr } = await kpi('--config', config, ...argv)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(line)
  })
})

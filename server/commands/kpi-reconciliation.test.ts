import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import { createNightlyReconciliation } from '../jobs/nightly-reconciliation.ts'
import { createKpiUpkeep } from '../jobs/kpi-upkeep.ts'
import type { ReconciliationRecord } from '../jobs/reconcile-night.ts'
import { kpi as settings } from '../testing/api-bed.ts'
import { runCli } from '../testing/cli-process.ts'
import { fileWith, goodEnvironment as env } from '../testing/config-file.ts'
import { relayBed } from '../testing/relay-bed.ts'
import { silentLog } from '../testing/silent-log.ts'
import { reconciliationText } from './kpi-reconciliation.ts'

const at = Date.parse('2026-03-02T02:05:00+08:00')
const minute = 60_000

describe('reconciliationText', () => {
  const record: ReconciliationRecord = {
    at,
    span: { from: at - 1440 * minute, until: at },
    tickets: 12,
    differences: [
      {
        ticket: '7',
        measure: 'first_reply',
        ours: 5 * minute,
        zendesk: 4 * minute,
        difference: -minute,
        parts: [
          { reason: 'starts_at_publish', amount: -2 * minute },
          { reason: 'unexplained', amount: minute },
        ],
      },
      {
        ticket: '8',
        measure: 'replies',
        ours: 0,
        zendesk: 2,
        difference: 2,
        parts: [{ reason: 'undelivered_reply', amount: 2 }],
      },
      { ticket: '9', measure: 'first_solve', zendesk: minute, difference: minute, parts: [] },
    ],
    unreached: [
      { ticket: '8', writtenAt: at - 60 * minute, agent: '7', end: 'failed', isFirst: true },
      { ticket: '8', writtenAt: at - 30 * minute, end: 'unconfirmed', isFirst: false },
    ],
    unexplained: ['7'],
  }
  const lines = (language: 'zh' | 'en') =>
    reconciliationText(record, { language, timeZone: 'Asia/Shanghai' }).split('\n')

  it('tells what was compared, what never reached a customer, and every reason', () => {
    expect(lines('en')).toEqual([
      'Compared: 2026-03-02 02:05   Period: 2026-03-01 02:05 – 2026-03-02 02:05 (Asia/Shanghai)',
      'Tickets: 12   Differences: 3   Tickets with unexplained ones: 1',
      '',
      'Replies that Zendesk counts and the customer never received:',
      '  #8  2026-03-02 01:05  agent 7  failed  taken for the first response',
      '  #8  2026-03-02 01:35  held or unconfirmed',
      '',
      'Unexplained tickets: #7',
      '',
      'Differences               ours  Zendesk  difference',
      '#7 first response time    5:00     4:00       -1:00',
      '                                              -2:00  Ours starts when the customer published, Zendesk’s when the ticket was created',
      '                                              +1:00  Unexplained',
      '#8 replies                   0        2          +2',
      '                                                 +2  Zendesk counts a reply that never reached the customer',
      '#9 first resolution time     –     1:00       +1:00',
      '',
    ])
  })
  it('speaks Chinese', () => {
    const text = lines('zh').join('\n')
    expect(text).toContain('比对工单 12 张，差异 3 处，原因不明的工单 1 张')
    expect(text).toContain('#8  2026-03-02 01:05  客服 7  发送失败  首次响应按它计算')
    expect(text).toContain('Zendesk 把一条没有发到客户的回复算作已回复')
  })
  it('says when nothing was compared, and no more than that where nothing differs', () => {
    const reader = { language: 'en', timeZone: 'Asia/Shanghai' } as const
    expect(reconciliationText(undefined, reader)).toBe(
      'Nothing was compared with Zendesk’s figures yet\n',
    )
    const same = { ...record, differences: [], unreached: [], unexplained: [] }
    expect(reconciliationText(same, reader).trimEnd().split('\n')).toHaveLength(2)
  })
})

describe('relay kpi --config --reconciliation', () => {
  let folder: string
  let config: string
  const masterKey = Buffer.from(env['WEIQIAO_MASTER_KEY'] ?? '', 'base64')
  const kpi = (...argv: readonly string[]) => runCli(['kpi', ...argv], { env })
  const ask = (...argv: readonly string[]) => kpi('--config', config, '--reconciliation', ...argv)

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'weiqiao-kpi-reconciliation-'))
    config = join(folder, 'relay.json')
    writeFileSync(config, JSON.stringify(fileWith({ store: `sqlite:${folder}/bed.db` })))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** The platform refuses an answer, which Zendesk counts; a night compares. */
  async function loseAndCompare(): Promise<void> {
    const bed = await relayBed({ folder, masterKey, mergeMs: 0 })
    const { store, clock } = bed
    const createdAt = clock.now()
    bed.channel.onSend = () => {
      throw new RelayError('channel.window_closed', 'too late')
    }
    await bed.say('断网了')
    await bed.settle()
    await bed.clock.advance(3 * minute)
    await bed.answer('已恢复', { ticket: { id: '100' } })
    await bed.settle()
    const shared = { store, clock, log: silentLog, owner: 'test' }
    await store.kept.set('acme', 'ticket-history-night', '2026-03-01')
    await createKpiUpkeep({ ...shared, settings: new Map([['acme', settings]]) }).round('acme')
    const theirs = { createdAt, reopens: 0, replies: 1, firstReplyMinutes: 3 }
    const figures = new Map([
      ['acme', async (ticket: { readonly id: string }) => ({ ticket, ...theirs })],
    ])
    await createNightlyReconciliation({ ...shared, figures }).round('acme')
    await bed.close()
  }

  it('says that nothing was compared, then names the ticket of a reply that was lost', async () => {
    const bed = await relayBed({ folder, masterKey })
    await bed.close()
    expect(await ask()).toEqual({
      code: 0,
      stdout: '# acme\n尚未与 Zendesk 的数字比对过\n',
      stderr: '',
    })
    await loseAndCompare()
    const { code, stdout, stderr } = await ask('--locale', 'en', '--tenant', 'acme')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^# acme\nCompared: 2026-/)
    expect(stdout).toMatch(/#100 .* agent 7 {2}failed {2}taken for the first response\n/)
    expect(stdout).not.toContain('断网')
    const json = JSON.parse((await ask('--json')).stdout) as unknown
    expect(json).toMatchObject({
      tenant: 'acme',
      reconciliation: { tickets: 1, unreached: [{ ticket: '100', end: 'failed' }] },
    })
  })
  it('complains where a file of events is given', async () => {
    const { code, stderr } = await kpi('--events', 'x', '--reconciliation')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^A file of events was compared with nothing/)
  })
})

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { octoberLines, octoberSchedule } from '../kpi/october.fake.ts'
import { compiledCli, runCli, type Ended } from '../testing/cli-process.ts'

let folder: string
let events: string
let schedule: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-kpi-'))
  events = write('october.jsonl', octoberLines.join('\n'))
  schedule = write('schedule.json', JSON.stringify(octoberSchedule))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const month = ['--from', '2026-10-01', '--to', '2026-11-01', '--as-of', '2026-11-05'] as const
const october = (...argv: readonly string[]) =>
  runCli(['kpi', '--events', events, '--schedule', schedule, ...month, ...argv])

/** Runs `relay kpi --events -` with this text on standard input. */
async function fromInput(text: string): Promise<Ended> {
  const argv = ['kpi', '--events', '-', ...month, '--json']
  const child = spawn(process.execPath, [await compiledCli(), ...argv], {
    env: { PATH: process.env['PATH'] ?? '' },
  })
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (part: string) => (written[name] += part))
  child.stdin.end(text)
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...written })))
}

describe('relay kpi --events', () => {
  it('prints the figures of a period as one line of JSON', async () => {
    const { code, stdout, stderr } = await october('--json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(JSON.parse(stdout)).toMatchObject({
      from: '2026-09-30T16:00:00.000Z',
      to: '2026-10-31T16:00:00.000Z',
      asOf: '2026-11-04T16:00:00.000Z',
      newestEventAt: '2026-10-31T15:30:00.000Z',
      events: { read: octoberLines.length, leftOut: { later: 1, repeated: 1 } },
      targets: { fcrDays: 7 },
      demandVolume: { value: 33 },
      firstResponseSeconds: { customerWait: { business: { p50: 6000, n: 24 } } },
      stillWaiting: [{ conversation: 'before' }, { conversation: 'last', ageSeconds: 1800 }],
      formulaVersions: { fcr: 1 },
    })
  })
  it('slices the figures where asked to', async () => {
    const { stdout } = await october('--json', '--by', 'channel')
    expect(JSON.parse(stdout)).toMatchObject({
      by: 'channel',
      groups: [{ key: 'wechat' }, { key: 'weibo' }],
    })
  })
  it('prints a table in Chinese, or in English where asked to', async () => {
    const { stdout: chinese } = await october('--by', 'channel')
    expect(chinese).toContain('期间: 2026-10-01 00:00 – 2026-11-01 00:00 (Asia/Shanghai)\n')
    expect(chinese).toMatch(/^ {2}客户等待（工作时间） +1:40:00 +3:20:00 +3:30:00 +24 +88\.9%$/m)
    expect(chinese).toContain('\n== weibo ==\n')
    const { stdout: english } = await october('--locale', 'en')
    expect(english).toMatch(
      /^ {2}Customer wait, working time +1:40:00 +3:20:00 +3:30:00 +24 +88\.9%$/m,
    )
    expect(english).toMatch(/^Deflection rate +no data$/m)
    expect(english).toMatch(
      /^Waiting for a first answer: 2\n {2}before {2}wechat .+ 31d 01:00:00$/m,
    )
  })
  it('reads the same from standard input, in any order', async () => {
    const { stdout } = await fromInput([...octoberLines].reverse().join('\r\n'))
    const { stdout: fromFile } = await runCli(['kpi', '--events', events, ...month, '--json'])
    expect(JSON.parse(stdout)).toEqual(JSON.parse(fromFile))
  })
  it('has no data without events, and few with one', async () => {
    const none = await fromInput('')
    expect(none).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(none.stdout)).toMatchObject({ demandVolume: { n: 0 }, newestEventAt: null })
    const one = await fromInput(octoberLines[0] ?? '')
    expect(JSON.parse(one.stdout)).toMatchObject({
      demandVolume: { value: 1 },
      responseRate: { value: 0, n: 1 },
      csat: { n: 0 },
    })
  })
  it('names each line that it cannot read, and then reports nothing', async () => {
    const bad = [
      octoberLines[0],
      '{',
      '',
      '{"type":"solved","at":"2026-10-08","conversation":"c1"}',
    ]
    const { code, stdout, stderr } = await fromInput(bad.join('\n'))
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^Line 2: must be one JSON object\.\nLine 4: at must be a time .+\.\n$/)
  })
  it('counts the problems it does not name', async () => {
    const { code, stderr } = await fromInput('{\n'.repeat(4500))
    expect(code).toBe(1)
    const lines = stderr.trimEnd().split('\n')
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toBe('4480 more such problems.')
  })
  it('numbers lines over the whole file', async () => {
    const text = `${'\n'.repeat(4321)}{`
    expect((await fromInput(text)).stderr).toBe('Line 4322: must be one JSON object.\n')
  })
  it('explains how a figure is computed, without any events', async () => {
    const { code, stdout } = await runCli(['kpi', '--explain', 'serviceLevel', '--locale', 'en'])
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^Service level \(serviceLevel, version 1\)\nFormula: Episodes first answered/,
    )
    expect(stdout).toContain('Left out:\n  - ')
  })
  it('names every problem of a schedule', async () => {
    const bad = write('bad.json', '{"open":"9","close":"18:00","weekdays":[1]}')
    const { code, stdout, stderr } = await october('--schedule', bad)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr.split('\n')).toEqual([
      'timeZone must be a time zone such as Asia/Shanghai',
      'open must be a time of day such as 09:00',
      '',
    ])
  })
  it.each([
    ['no period', ['--from', '2026-10-01'], /^Use: kpi /],
    ['no source', [...month], /^Use: kpi /],
    [
      'a time without offset',
      ['--from', '2026-10-01T00:00:00', '--to', '2026-11-01'],
      /--from as a date/,
    ],
    ['a day that is none', ['--from', '2026-10-01', '--to', '2026-11-31'], /--to as a date/],
    ['a period backwards', ['--from', '2026-11-01', '--to', '2026-10-01'], /is not before --to/],
    ['a dimension there is not', [...month, '--by', 'mood'], /sliced by channel, account/],
    ['a language there is not', [...month, '--locale', 'fr'], /zh-CN and en/],
    ['a figure there is not', ['--explain', 'karma'], /The figures are demandVolume,/],
    [
      'no such schedule',
      [...month, '--schedule', 'nowhere.json'],
      /nowhere\.json: it cannot be read/,
    ],
    ['a schedule in no JSON', [...month, '--schedule', import.meta.filename], /it is not JSON/],
    ['a stray word', ['october', ...month], /There is no october here/],
    ['an option there is not', ['--loud'], /--loud/],
    ['a tenant of a file', [...month, '--tenant', 'acme'], /has no tenants/],
  ])('complains about %s in one line', async (name, argv, message) => {
    const source = name === 'no source' ? [] : ['--events', events]
    const { code, stdout, stderr } = await runCli(['kpi', ...source, ...argv])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(message)
  })
  it('says of a file that is not there that it cannot be read', async () => {
    const { code, stderr } = await runCli(['kpi', '--events', join(folder, 'none'), ...month])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Cannot read the events in .+none \(ENOENT\)\. \(config\.invalid\)\n$/)
  })
})

import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { compiledCli, type Ended } from '../testing/cli-process.ts'

const cli = await compiledCli()

/** Runs `relay lint` with these bytes on standard input. */
function lint(input: string, ...flags: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [cli, 'lint', ...flags], {
    stdio: 'pipe',
    env: { PATH: process.env['PATH'] ?? '' },
  })
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (written[name] += text))
  // A process that refuses the first line closes its input before all is written.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...written })))
}

interface Answer {
  readonly id: string | number
  readonly findings: readonly {
    readonly rule: string
    readonly severity: string
    readonly start: number
    readonly end: number
    readonly message: string
    readonly fix?: readonly { start: number; end: number; text: string }[]
  }[]
}

const answersOf = ({ stdout }: Ended): readonly Answer[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer)

const bad = { id: 'a', draft: '您的电话13812345678已登记，抱歉。' }
const good = {
  id: 7,
  draft: '让您空等了一下午，实在对不起。安装改到明天10点，费用全免。',
  context: {
    now: '2026-05-12T16:40:00+08:00',
    channel: {
      kind: 'weibo',
      visibility: 'public',
      form: 'comment',
      maxLength: 140,
      unit: 'weibo',
    },
    customer: { tier: 'standard', mood: { polarity: 'negative', anger: 2 } },
    inbound: [{ text: '约好两点装窗帘，等到四点没人来，电话也打不通' }],
    ticket: {
      type: 'complaint',
      status: 'open',
      facts: { visit: '2026-05-13 10:00', fee: '免费' },
    },
    authority: { compensationYuan: 100 },
    roster: { code: '^K05', codes: ['^K05', '^K11'] },
  },
}

describe('relay lint', () => {
  it('answers each draft with its findings in the order of the lines', async () => {
    const ended = await lint(`${JSON.stringify(bad)}\n\n${JSON.stringify(good)}\n`)
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    const [first, second, ...rest] = answersOf(ended)
    expect(rest).toEqual([])
    expect(first?.id).toBe('a')
    const finding = first?.findings.find(({ rule }) => rule === 'W-S1')
    expect(finding).toMatchObject({ severity: 'block', start: 4, end: 15 })
    expect(finding?.message).toMatch(/电话号码/)
    expect(finding?.fix).toEqual([{ start: 4, end: 15, text: '138****5678' }])
    expect(second?.id).toBe(7)
    const heavy = second?.findings.filter(({ severity }) => /block|error/.test(severity))
    expect(heavy).toEqual([])
  })

  it('speaks English where asked to', async () => {
    const ended = await lint(JSON.stringify(bad), '--locale', 'en')
    expect(ended.code).toBe(0)
    expect(answersOf(ended)[0]?.findings[0]?.message).toMatch(/phone number/)
  })

  it('ignores fields it does not know', async () => {
    const line = { ...good, mood: 'good', context: { ...good.context, weather: 'hot' } }
    expect(await lint(JSON.stringify(line))).toMatchObject({ code: 0, stderr: '' })
  })

  it.each([
    ['{', /^Line 1: is not JSON\.\n$/],
    ['[]', /^Line 1: must be an object/],
    ['{"draft":"好"}', /^Line 1: id must be text or a number\.\n$/],
    ['{"id":"1"}', /^Line 1: draft must be text\.\n$/],
    ['{"id":"1","draft":5}', /^Line 1: draft must be text\.\n$/],
    ['{"id":"1","draft":"好","context":null}', /^Line 1: context must be an object/],
    [
      '{"id":"1","draft":"好","context":{"channel":{"kind":"sms"}}}',
      /^Line 1: context\.channel\.kind must be one of weibo, wechat, wecom\.\n$/,
    ],
    [
      '{"id":"1","draft":"好","context":{"earlier":[{"from":"brand"}]}}',
      /^Line 1: context\.earlier\[0\]\.text must be text\.\n$/,
    ],
  ])('refuses %s with one clear line', async (line, message) => {
    const ended = await lint(line)
    expect(ended.code).not.toBe(0)
    expect(ended.stdout).toBe('')
    expect(ended.stderr).toMatch(message)
  })

  it('names the line that is wrong and keeps the answers before it', async () => {
    const ended = await lint(`${JSON.stringify(bad)}\n${JSON.stringify(bad)}\n{"id":`)
    expect(ended.code).not.toBe(0)
    expect(answersOf(ended)).toHaveLength(2)
    expect(ended.stderr).toBe('Line 3: is not JSON.\n')
  })

  it.each([[['--locale', 'fr']], [['--loud']], [['file.json']]])(
    'refuses the flags %j',
    async (flags) => {
      const ended = await lint('', ...flags)
      expect(ended.code).not.toBe(0)
      expect(ended.stderr.trim().split('\n')).toHaveLength(1)
    },
  )

  it('answers nothing to nothing', async () => {
    expect(await lint('')).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('answers the first drafts while the rest is still to come', async () => {
    const child = spawn(process.execPath, [cli, 'lint'], { stdio: 'pipe' })
    let read = ''
    const isAnswered = new Promise<void>((resolve) =>
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        read += text
        if (read.includes('\n')) resolve()
      }),
    )
    child.stdin.write(`${JSON.stringify(bad)}\n`)
    await isAnswered
    expect((JSON.parse(read) as Answer).id).toBe('a')
    child.stdin.end()
    await new Promise((resolve) => child.once('close', resolve))
  })
})

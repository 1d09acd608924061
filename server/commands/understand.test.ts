import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compiledCli, type Ended } from '../testing/cli-process.ts'

const cli = await compiledCli()
const folder = mkdtempSync(join(tmpdir(), 'understand-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function run(argv: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...argv], {
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

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const text = '深圳南山昨晚断网到现在，再不修打12315'

describe('relay understand', () => {
  it('answers each line with the fields of the fixed format, in order', async () => {
    const lines = [
      { id: 'a', text, receivedAt: '2026-05-12T16:40:00+08:00' },
      { id: 7, text: '' },
    ]
    const { code, stdout, stderr } = await run(
      ['understand'],
      lines.map((line) => `${JSON.stringify(line)}\n`).join('\n'),
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(answers.map(({ id }) => id)).toEqual(['a', 7])
    expect(Object.keys(answers[0])).toEqual([
      'id',
      'where',
      'when',
      'what',
      'polarity',
      'anger',
      'escalation',
      'abuse',
      'relevance',
      'pii',
      'points',
      'evidence',
    ])
    expect(answers[0]).toMatchObject({
      where: { province: '广东', city: '深圳', district: '南山' },
      escalation: { value: 'regulator' },
      polarity: { value: 'negative' },
    })
  })
  it.each([
    ['no JSON', 'x', 'is not JSON'],
    ['a list', '[]', 'must be an object'],
    ['no id', '{"text":"a"}', 'id must be text or a number'],
    ['no text', '{"id":1}', 'text must be text'],
    ['a wrong time', '{"id":1,"text":"a","receivedAt":"soon"}', 'receivedAt must be a time'],
    ['a wrong place', '{"id":1,"text":"a","profileLocation":5}', 'profileLocation must be text'],
  ])('ends with one clear line on %s', async (_what, line, message) => {
    const { code, stderr } = await run(['understand'], `{"id":0,"text":"a"}\n${line}\n`)
    expect(code).toBe(1)
    expect(stderr).toContain(`Line 2: ${message}`)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
  it('refuses a time zone that does not exist', async () => {
    const { code, stderr } = await run(['understand', '--time-zone', 'Mars/Base'])
    expect(code).toBe(1)
    expect(stderr).toContain('Use: understand')
  })
  it('names a folder without models', async () => {
    const { code, stderr } = await run(['understand', '--models', folder], '{"id":1,"text":"a"}')
    expect(code).toBe(1)
    expect(stderr).toContain('polarity.model is missing or damaged')
  })
})

describe('relay evaluate', () => {
  it('reads gold lines, reviews and the corpus, and answers as JSON', async () => {
    const gold = file('gold.jsonl', `${JSON.stringify({ id: 1, text, gold: { anger: 2 } })}\n`)
    const reviews = file('reviews.jsonl', '{"text":"房间很脏，服务太差","sent":0}\n')
    const corpus = file('lines.tsv', '谢谢师傅，态度很好\t+0t.. praise\n')
    const { code, stdout } = await run(['evaluate', '--gold', gold, reviews, corpus, '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      texts: 3,
      judged: { polarity: { count: 2 }, 'anger level': { count: 2 }, relevance: { count: 1 } },
    })
  })
  it('lists the most certain mistakes where they are asked for, as JSON and for people', async () => {
    const reviews = file('wrong.jsonl', '{"text":"服务周到，五星好评","sent":0}\n')
    const ask = ['evaluate', '--gold', reviews, '--worst', '5']
    const { stdout } = await run([...ask, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ worst: [{ field: 'polarity', gold: 'negative' }] })
    expect((await run(ask)).stdout).toContain('| polarity | negative | positive |')
    const { code, stderr } = await run(['evaluate', '--gold', reviews, '--worst', 'all'])
    expect(code).toBe(1)
    expect(stderr).toContain('--worst wants a whole number')
  })
  it('names the file and line that has no judgement', async () => {
    const path = file('none.jsonl', '{"text":"a"}\n')
    const { code, stderr } = await run(['evaluate', '--gold', path])
    expect(code).toBe(1)
    expect(stderr).toContain(`${path} line 1: has no gold`)
  })
  it('names a file that does not exist', async () => {
    const { code, stderr } = await run(['evaluate', '--gold', join(folder, 'nothing.jsonl')])
    expect(code).toBe(1)
    expect(stderr).toContain('There is no file')
  })
})

describe('relay train', () => {
  it('asks for the folder with the cleared sets', async () => {
    expect((await run(['train'])).stderr).toContain('Use: train --data DIR')
    const { code, stderr } = await run(['train', '--data', folder])
    expect(code).toBe(1)
    expect(stderr).toContain('has no snow.train.jsonl.gz')
  })
})

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { channels } from './channels/index.ts'
import { errorCodes } from './core/error-codes.ts'
import {
  cycleIn,
  impurities,
  importsIn,
  importsOf,
  sourceFiles,
  violation,
} from './testing/walls.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
// This file writes imports down as examples.
const imports = importsOf(root).filter(({ from }) => from !== 'server/architecture.test.ts')
const files = sourceFiles(root)
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)

describe('walls', () => {
  it('inspects real imports of every big room', () => {
    expect(imports.length).toBeGreaterThan(300)
    for (const room of ['channels', 'store', 'pipeline', 'http', 'lab']) {
      expect(imports.some(({ from }) => from.startsWith(`server/${room}/`))).toBe(true)
    }
  })
  it('lets no file import across a wall', () => {
    expect(imports.map(violation).filter((text) => text !== undefined)).toEqual([])
  })
  it('points every import at a file that exists', () => {
    expect(imports.filter(({ to }) => !existsSync(join(root, to)))).toEqual([])
  })
  it('has no cycles', () =>
    expect(cycleIn(imports.filter(({ from }) => !isTest(from)))).toBeUndefined())
  it('keeps pure rooms free of Node, network and clock', () => {
    expect(files.flatMap((path) => impurities(path, read(path)))).toEqual([])
  })

  const planted: readonly [why: string, from: string, to: string][] = [
    ['core imports nothing', 'server/core/message.ts', 'server/wire/json.ts'],
    [
      'a channel reaches into another',
      'server/channels/weibo/parse.ts',
      'server/channels/wechat/parse.ts',
    ],
    ['a channel uses the pipeline', 'server/channels/weibo/send.ts', 'server/pipeline/retry.ts'],
    [
      'a helpdesk reaches into the other',
      'server/helpdesk/zendesk-channel/a.ts',
      'server/helpdesk/zendesk-ticketing/b.ts',
    ],
    ['the pipeline uses the store directly', 'server/pipeline/lanes.ts', 'server/store/index.ts'],
    [
      'the lab shares code with its clients',
      'server/lab/wechat/cipher.ts',
      'server/wire/wx-cipher.ts',
    ],
    ['persona uses understanding', 'server/persona/guide.ts', 'server/understanding/closer.ts'],
    ['an app imports another app', 'apps/lab/App.tsx', 'apps/setup/App.tsx'],
    ['an app imports the store', 'apps/lab/App.tsx', 'server/store/index.ts'],
    ['code imports a test', 'server/store/a.ts', 'server/store/a.test.ts'],
    ['http opens the store', 'server/http/app.ts', 'server/store/index.ts'],
  ]
  it.each(planted)('refuses a planted violation: %s', (_why, from, to) =>
    expect(violation({ from, to })).toBeDefined(),
  )
  it('finds a planted cycle', () => {
    expect(
      cycleIn([
        { from: 'a', to: 'b' },
        { from: 'b', to: 'c' },
        { from: 'c', to: 'a' },
      ]),
    ).toEqual(['a', 'b', 'c', 'a'])
  })
  it('finds a planted impurity', () => {
    expect(impurities('server/persona/x.ts', "import fs from 'node:fs'\nDate.now()")).toHaveLength(
      2,
    )
  })
  it('reads every way of writing an import', () => {
    const source =
      "import './a.ts'\nimport type { B } from './b.ts'\nexport { c } from '../c.ts'\nconst d = await import('./d.ts')"
    expect(importsIn(source)).toEqual(['./a.ts', './b.ts', '../c.ts', './d.ts'])
  })
})

describe('channels', () => {
  const folders = readdirSync(join(root, 'server/channels'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map(({ name }) => name)

  it('lists exactly the folders', () =>
    expect(channels.map(({ id }) => id).sort()).toEqual([...folders].sort()))
  it.each([...folders, '_template'])('%s has the eight entries of a channel', (name) => {
    const entries = readdirSync(join(root, 'server/channels', name))
    const wanted = [
      'index.ts',
      'settings.ts',
      'verify.ts',
      'parse.ts',
      'send.ts',
      'errors.ts',
      'fixtures',
    ]
    expect(wanted.filter((entry) => !entries.includes(entry))).toEqual([])
    expect(entries.some((entry) => entry.endsWith('.test.ts'))).toBe(true)
  })
})

describe('code', () => {
  it('keeps every file within 400 lines and the median within 100', () => {
    const lengths = files.map((path) => ({ path, lines: read(path).split('\n').length }))
    expect(lengths.filter(({ lines }) => lines > 401)).toEqual([])
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(100)
  })
  it('names no file with a word that says nothing', () => {
    const banned = /(^|\/)(utils?|helpers?|common|manager|data)(\.|\/)/
    expect(files.filter((path) => banned.test(path))).toEqual([])
  })
  it('throws only RelayError in server code', () => {
    const mine = files.filter(
      (path) =>
        path.startsWith('server/') && !isTest(path) && !/^server\/(lab|testing|bench)\//.test(path),
    )
    expect(mine.filter((path) => /throw new Error\(/.test(read(path)))).toEqual([])
  })
  it('mocks no module and sleeps in no test', () => {
    const pattern = new RegExp(
      ['vi\\.mock\\(', 'it\\.skip\\(', 'it\\.only\\(', 'describe\\.only\\('].join('|'),
    )
    const tests = files.filter((path) => isTest(path) && path !== 'server/architecture.test.ts')
    expect(tests.filter((path) => pattern.test(read(path)))).toEqual([])
  })
})

describe('docs/errors.md', () => {
  it('describes every code and no other', () => {
    const described = [...read('docs/errors.md').matchAll(/^\| `([a-z_.]+)`\s*\|/gm)].map(
      (match) => match[1],
    )
    expect([...described].sort()).toEqual(Object.keys(errorCodes).sort())
  })
})

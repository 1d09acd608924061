import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from './testing/walls.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

interface Row {
  readonly id: string
  readonly state: string
  readonly how: string
  readonly tests: readonly string[]
}

const rows = read('docs/capabilities.md')
  .split('\n')
  .filter((line) => /^\| S\d-\d\d /.test(line))
  .map((line): Row => {
    const [id = '', , state = '', how = '', proof = ''] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim())
    return { id, state, how, tests: [...proof.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path) }
  })

/** Row ids in the titles of a test file; ids elsewhere prove nothing. */
function provenIn(path: string): ReadonlySet<string> {
  const titles = [...read(path).matchAll(/\bit(?:\.each\([\s\S]{0,4000}?\))?\(\s*(['"`])(.*?)\1/g)]
  return new Set(titles.flatMap(([, , title = '']) => title.match(/\bS\d-\d\d\b/g) ?? []))
}

const tests = sourceFiles(root).filter(
  (path) => /\.test\.tsx?$/.test(path) && path !== 'server/capabilities.test.ts',
)
const counts = [42, 33, 27, 64, 27]

describe('docs/capabilities.md', () => {
  it('has one line for every row of the mission', () => {
    const wanted = counts.flatMap((count, source) =>
      Array.from({ length: count }, (_, i) => `S${source}-${String(i + 1).padStart(2, '0')}`),
    )
    expect(rows.map(({ id }) => id)).toEqual(wanted)
  })

  it('names for every built row tests whose titles carry it', () => {
    const built = rows.filter(({ state }) => state === 'built')
    expect(built.length).toBeGreaterThan(15)
    const unproven = built.filter(
      ({ id, how, tests: named }) =>
        how === '' || named.length === 0 || !named.every((path) => provenIn(path).has(id)),
    )
    expect(unproven).toEqual([])
  })

  it('gives a reason for every row that is not built', () => {
    const open = rows.filter(({ state }) => state !== 'built')
    expect(open.filter(({ state }) => !['later', 'not planned'].includes(state))).toEqual([])
    expect(open.filter(({ how, tests: named }) => how === '' || named.length > 0)).toEqual([])
  })

  it('lists every row that a test claims to prove, with that test', () => {
    const claims = tests.flatMap((path) => [...provenIn(path)].map((id) => ({ id, path })))
    expect(claims.length).toBeGreaterThan(15)
    const unlisted = claims.filter(
      ({ id, path }) => !rows.find((row) => row.id === id)?.tests.includes(path),
    )
    expect(unlisted).toEqual([])
  })
})

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { builtPages } from './pages.ts'

const kB = 1000

describe('the built sidebar', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await builtPages()
  }, 90_000)

  const weigh = (names: readonly string[]): number =>
    names.reduce(
      (sum, name) => sum + gzipSync(readFileSync(join(folder, 'assets', name))).length,
      0,
    )
  const loadedAtOnce = (): readonly string[] =>
    [
      ...readFileSync(join(folder, 'reply-guide/index.html'), 'utf8').matchAll(
        /assets\/([\w-]+\.js)/g,
      ),
    ].map(([, name = '']) => name)

  it('shares at most 150 kB of React and Garden', () => {
    const vendor = readdirSync(join(folder, 'assets')).filter((name) => name.startsWith('vendor-'))
    expect(vendor).toHaveLength(1)
    expect(weigh(vendor)).toBeLessThanOrEqual(150 * kB)
  })
  it('brings at most 60 kB of its own before the page stands', () => {
    const own = loadedAtOnce().filter((name) => !name.startsWith('vendor-'))
    expect(own.length).toBeGreaterThan(1)
    expect(weigh(own)).toBeLessThanOrEqual(60 * kB)
  })
})

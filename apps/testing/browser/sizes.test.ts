import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { builtPages } from './pages.ts'

const kB = 1000

describe('the built pages', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await builtPages()
  }, 90_000)

  const weigh = (names: readonly string[]): number =>
    names.reduce(
      (sum, name) => sum + gzipSync(readFileSync(join(folder, 'assets', name))).length,
      0,
    )
  const loadedAtOnce = (page: string): readonly string[] =>
    [
      ...readFileSync(join(folder, page, 'index.html'), 'utf8').matchAll(/assets\/([\w-]+\.js)/g),
    ].map(([, name = '']) => name)

  it('share at most 150 kB of React and Garden', () => {
    const vendor = readdirSync(join(folder, 'assets')).filter((name) => name.startsWith('vendor-'))
    expect(vendor).toHaveLength(1)
    expect(weigh(vendor)).toBeLessThanOrEqual(150 * kB)
  })
  it.each([
    ['reply-guide', 60],
    ['service-board', 180],
  ])('bring at most what is allowed of their own before they stand: %s, %d kB', (page, most) => {
    const own = loadedAtOnce(page).filter((name) => !name.startsWith('vendor-'))
    expect(own.length).toBeGreaterThan(1)
    expect(weigh(own)).toBeLessThanOrEqual(most * kB)
  })
  it('keep the charts and each page of the board out of everything else', () => {
    const sidebar = loadedAtOnce('reply-guide')
    const board = loadedAtOnce('service-board')
    const pages = ['Responses', 'Hours', 'QualityMap', 'Week']
    const built = readdirSync(join(folder, 'assets'))
    for (const page of pages) {
      expect(built.some((name) => name.startsWith(`${page}-`))).toBe(true)
      expect(board.some((name) => name.startsWith(`${page}-`))).toBe(false)
    }
    const code = sidebar.map((name) => readFileSync(join(folder, 'assets', name), 'utf8')).join('')
    expect(code).not.toContain('黑龙江')
    expect(code).not.toContain('lineSecond')
  })
})

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What the build says about one of its files (`parts.json`, written by Vite). */
interface Part {
  readonly file: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
}

type Parts = Readonly<Record<string, Part>>

function partsIn(build: string): Parts {
  const path = join(build, 'parts.json')
  if (!existsSync(path)) return {}
  return JSON.parse(readFileSync(path, 'utf8')) as Parts
}

/** Pages of `apps/` that have a source. */
export function pageSources(root: string): readonly string[] {
  return readdirSync(join(root, 'apps'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => existsSync(join(root, 'apps', name, 'index.html')))
}

/** Pages the build holds. */
export function builtPages(build: string): readonly string[] {
  return Object.keys(partsIn(build))
    .map((key) => /^([\w-]+)\/index\.html$/.exec(key)?.[1])
    .filter((name) => name !== undefined)
    .filter((name) => existsSync(join(build, name, 'index.html')))
}

/** Every file these pages can load, relative to the build; nothing of any other page. */
export function filesOf(build: string, pages: readonly string[]): readonly string[] {
  const parts = partsIn(build)
  const seen = new Set<string>()
  const files = new Set<string>()
  function walk(key: string): void {
    const part = parts[key]
    if (!part || seen.has(key)) return
    seen.add(key)
    for (const file of [part.file, ...(part.css ?? []), ...(part.assets ?? [])]) files.add(file)
    for (const next of [...(part.imports ?? []), ...(part.dynamicImports ?? [])]) walk(next)
  }
  for (const page of pages) {
    if (existsSync(join(build, page, 'index.html'))) files.add(`${page}/index.html`)
    walk(`${page}/index.html`)
  }
  return [...files].sort()
}

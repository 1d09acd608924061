import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** One import of one of our files by another; paths relative to the project, with `/`. */
export interface Import {
  readonly from: string
  readonly to: string
}

const pure = ['core', 'api', 'language', 'persona', 'understanding', 'kpi']

/** Which rooms a room may import, itself aside. `*` = everything. */
const walls: Readonly<Record<string, readonly string[]>> = {
  core: [],
  language: ['core'],
  wire: ['core'],
  api: ['core'],
  store: ['core'],
  persona: ['core', 'language'],
  understanding: ['core', 'language'],
  kpi: ['core'],
  channels: ['core', 'wire'],
  helpdesk: ['core', 'wire'],
  pipeline: ['core', 'persona', 'understanding'],
  care: ['core', 'language', 'persona', 'understanding'],
  jobs: ['core', 'kpi', 'understanding'],
  http: ['core', 'api', 'pipeline', 'care', 'jobs', 'persona', 'understanding', 'kpi'],
  lab: ['core'],
  bench: ['*'],
  testing: ['*'],
  // Entry points and what belongs to them: they wire, so they see everything.
  main: ['*'],
  'config-file': ['core', 'channels', 'main'],
  commands: ['*'],
  apps: ['apps/packaging'],
  'apps/kit': ['core', 'api', 'language', 'persona', 'kpi'],
  // Drives the pages before a real relay.
  'apps/testing': ['*'],
}

const appRooms = ['apps/kit', 'core', 'api', 'language', 'persona', 'kpi']
const isTest = (path: string): boolean => /\.test\.tsx?$|\/contract\.ts$|\.fake\.ts$/.test(path)

/** The room a file belongs to: `server/core/x.ts` → core, `apps/lab/App.tsx` → apps/lab, `server/cli.ts` → main. */
export function roomOf(path: string): string {
  const parts = path.split('/')
  if (parts[0] === 'apps') return parts.length > 2 ? `apps/${parts[1] ?? ''}` : 'apps'
  return parts.length > 2 ? (parts[1] ?? '') : 'main'
}

/** Channels and helpdesk adapters are rooms of their own below the second level. */
function houseOf(path: string): string | undefined {
  const [, room, house, ...rest] = path.split('/')
  return (room === 'channels' || room === 'helpdesk') && rest.length > 0
    ? `${room}/${house ?? ''}`
    : undefined
}

function allowed(room: string): readonly string[] {
  return walls[room] ?? (room.startsWith('apps/') ? appRooms : [])
}

/** Why an import breaks a wall, or undefined. Tests may also use `testing`, and rooms they drive for real. */
export function violation({ from, to }: Import): string | undefined {
  const [here, there] = [roomOf(from), roomOf(to)]
  if (isTest(from)) return undefined
  // Parts of tests may share a contract; what is shipped imports neither.
  if (isTest(to) && here !== 'testing') return `${from} imports the test ${to}`
  const [house, otherHouse] = [houseOf(from), houseOf(to)]
  if (house !== undefined && otherHouse !== undefined && house !== otherHouse) {
    return `${from} reaches into ${otherHouse}`
  }
  if (here === there) return undefined
  const rooms = allowed(here)
  return rooms.includes('*') || rooms.includes(there)
    ? undefined
    : `${from} (${here}) may not import ${to} (${there})`
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/g

/** Relative imports written in a source text. */
export function importsIn(source: string): readonly string[] {
  return [...source.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? '')
}

export function sourceFiles(
  root: string,
  folders: readonly string[] = ['server', 'apps'],
): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(
        (entry) =>
          entry.isFile() &&
          /\.tsx?$/.test(entry.name) &&
          !entry.parentPath.includes('node_modules'),
      )
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
  )
}

/** Every import between our own files. */
export function importsOf(root: string): readonly Import[] {
  return sourceFiles(root).flatMap((from) =>
    importsIn(readFileSync(join(root, from), 'utf8')).map((target) => ({
      from,
      to: relative(root, resolve(join(root, dirname(from)), target)).replaceAll('\\', '/'),
    })),
  )
}

/** The first cycle found among files, as a path, or undefined. */
export function cycleIn(imports: readonly Import[]): readonly string[] | undefined {
  const edges = new Map<string, string[]>()
  for (const { from, to } of imports) edges.set(from, [...(edges.get(from) ?? []), to])
  const done = new Set<string>()
  function walk(file: string, trail: readonly string[]): readonly string[] | undefined {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const next of edges.get(file) ?? []) {
      const found = walk(next, [...trail, file])
      if (found) return found
    }
    done.add(file)
    return undefined
  }
  for (const file of edges.keys()) {
    const found = walk(file, [])
    if (found) return found
  }
  return undefined
}

/** Node, network and clock have no place in rooms that also run in the browser. */
export function impurities(path: string, source: string): readonly string[] {
  if (!pure.includes(roomOf(path)) || isTest(path)) return []
  const bad = [
    /from '(node:|axios|pino|fastify|kysely|pg)/,
    /\bDate\.now\(/,
    /new Date\(\)/,
    /Math\.random\(/,
    /\bfetch\(/,
  ]
  return bad
    .filter((pattern) => pattern.test(source))
    .map((pattern) => `${path} uses ${pattern.source}`)
}

// Compiles the relay (esbuild) and the pages (Vite) into build/. Plain JavaScript, so that it runs
// before anything is compiled. `--if-stale`: only when a source is newer than the last build.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'build', '.built')
const isQuiet = process.argv.includes('--quiet')

function say(line) {
  if (!isQuiet) process.stderr.write(`${line}\n`)
}

function newest(folder) {
  let latest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    const time = entry.isDirectory() ? newest(path) : statSync(path).mtimeMs
    if (time > latest) latest = time
  }
  return latest
}

function isStale() {
  if (!existsSync(stamp)) return true
  const builtAt = statSync(stamp).mtimeMs
  const files = ['package.json', 'package-lock.json', 'vite.config.ts'].map(
    (name) => statSync(join(root, name)).mtimeMs,
  )
  return Math.max(newest(join(root, 'server')), newest(join(root, 'apps')), ...files) > builtAt
}

// Many small modules each, which cost more to find than to run. Only packages without dependencies of
// their own: those of others would be looked for from here instead of from where npm put them.
const inside = new Set(['kysely', 'lossless-json', 'zod'])

/** Packages stay where npm put them, except those. */
const outside = {
  name: 'outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || inside.has(path.split('/')[0])) return undefined
      return { path, external: true }
    })
  },
}

async function buildServer() {
  rmSync(join(root, 'build/server'), { recursive: true, force: true })
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: {
      cli: 'server/cli.ts',
      'store-thread': 'server/store-thread.ts',
      'figures-thread': 'server/figures-thread.ts',
    },
    outdir: 'build/server',
    bundle: true,
    splitting: true,
    plugins: [outside],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
    loader: { '.json': 'json' },
  })
}

async function buildPages() {
  const { build } = await import('vite')
  await build({
    root: join(root, 'apps'),
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
  })
}

if (!process.argv.includes('--if-stale') || isStale()) {
  const startedAt = performance.now()
  say('Building the relay and its pages …')
  await Promise.all([
    buildServer(),
    process.argv.includes('--server-only') ? undefined : buildPages(),
  ])
  if (!process.argv.includes('--server-only')) {
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, '')
  }
  say(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
}

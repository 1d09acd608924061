// `npm run check`: everything that must hold before a change is handed in, cheapest first.
import { spawnSync } from 'node:child_process'

const steps = [
  ['format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['lint', 'npx', ['eslint', '.', '--max-warnings', '0']],
  ['types: server', 'npx', ['tsc', '-p', 'server/tsconfig.json']],
  ['types: pure rooms', 'npx', ['tsc', '-p', 'server/tsconfig.pure.json']],
  ['types: apps', 'npx', ['tsc', '-p', 'apps/tsconfig.json']],
  ['unused code', 'npx', ['knip']],
  ['architecture', 'npx', ['vitest', 'run', 'server/architecture.test.ts']],
  ['tests', 'npx', ['vitest', 'run']],
  ['build', 'node', ['server/build.mjs']],
  ['app package lint', 'npx', ['tsx', 'apps/package.ts', '--lint']],
]

const wanted = process.argv.slice(2)
const failed = []
for (const [name, command, args] of steps) {
  if (wanted.length > 0 && !wanted.some((word) => name.startsWith(word))) continue
  process.stderr.write(`\n── ${name}\n`)
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, NO_UPDATE_NOTIFIER: '1' },
  })
  if (status !== 0) failed.push(name)
}
process.stderr.write(
  failed.length === 0 ? '\ncheck: all good\n' : `\ncheck failed: ${failed.join(', ')}\n`,
)
process.exitCode = failed.length === 0 ? 0 : 1

import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '../..')
/** Inside the project, so that the compiled files find its packages. */
const outdir = join(root, '.cache', `cli-${process.pid}`)

async function compile(): Promise<string> {
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }))
  await build({
    absWorkingDir: root,
    entryPoints: { cli: 'server/cli.ts', 'store-thread': 'server/store-thread.ts' },
    outdir,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    loader: { '.json': 'json' },
  })
  return join(outdir, 'cli.js')
}

let compiled: Promise<string> | undefined

/** The command line, compiled once per test file as `npm run build` does: starts in a third of the time. */
export function compiledCli(): Promise<string> {
  return (compiled ??= compile())
}

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  /** What was written so far. */
  readonly stdout: () => string
  readonly stderr: () => string
  readonly ended: Promise<Ended>
}

interface Options {
  /** On top of an environment that holds nothing of the relay's. */
  readonly env?: Readonly<Record<string, string>>
}

/** The command line as a person calls it, in a process of its own. */
export async function startCli(
  argv: readonly string[],
  { env = {} }: Options = {},
): Promise<Running> {
  const child = spawn(process.execPath, [await compiledCli(), ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (written[name] += text))
  }
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => resolve({ code, ...written })),
  )
  return { child, stdout: () => written.stdout, stderr: () => written.stderr, ended }
}

export async function runCli(argv: readonly string[], options: Options = {}): Promise<Ended> {
  return (await startCli(argv, options)).ended
}

import { statSync } from 'node:fs'
import { relative, join } from 'node:path'
import { parseArgs } from 'node:util'
import { stagePackage, zipPackage } from './packaging/build-package.ts'
import { maxPackageBytes } from './packaging/file-rules.ts'
import { explain, lintPackage } from './packaging/lint.ts'
import type { PagesAt } from './packaging/manifest.ts'
import { readPackage } from './packaging/package-files.ts'

const root = join(import.meta.dirname, '..')

interface Wanted {
  readonly relay: string | undefined
  readonly pagesAt: PagesAt
  /** `--lint`: judges both kinds of package and makes none. */
  readonly isLintOnly: boolean
}

/** The channel framework speaks https only, and the address becomes part of the package. */
function isRelayAddress(relay: string): boolean {
  if (!URL.canParse(relay)) return false
  const { protocol, search, hash, username } = new URL(relay)
  return protocol === 'https:' && `${search}${hash}${username}` === ''
}

/** The fault of the command line, or what it asks for. */
function wantedBy(argv: readonly string[]): Wanted | string {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      relay: { type: 'string' },
      pages: { type: 'string' },
      lint: { type: 'boolean', default: false },
    },
  })
  const relay = values.relay?.replace(/\/+$/, '')
  if (relay !== undefined && !isRelayAddress(relay))
    return `--relay must be an https:// address without query, not ${relay}`
  const pagesAt = values.pages ?? (relay === undefined ? 'inside' : 'relay')
  if (pagesAt !== 'relay' && pagesAt !== 'inside')
    return `--pages must be "relay" or "inside", not ${pagesAt}`
  if (pagesAt === 'relay' && relay === undefined)
    return '--pages relay needs --relay https://…, the address that serves them'
  return { relay, pagesAt, isLintOnly: values.lint }
}

/** Stages one package and says what is wrong with it; true when nothing must be mended. */
function stage({ relay, pagesAt }: Wanted, folder: string): boolean {
  const options = { root, build: join(root, 'build/apps'), folder, relay, pagesAt }
  const { builtPages, leftOut } = stagePackage(options)
  for (const location of leftOut)
    process.stderr.write(`note: ${location} is left out, its page does not exist yet\n`)
  const findings = lintPackage(readPackage(folder), builtPages)
  for (const finding of findings) process.stderr.write(`${explain(finding)}\n`)
  return findings.every(({ severity }) => severity !== 'error')
}

/** The address only stands in for one: what is judged is the rest. */
const anyRelay = 'https://relay.lint.example'

function lintBoth(): boolean {
  const folder = join(root, 'dist')
  const kinds = ['relay', 'inside'] as const
  return kinds
    .map((pagesAt) => stage({ relay: anyRelay, pagesAt, isLintOnly: true }, folder))
    .every(Boolean)
}

async function run(argv: readonly string[]): Promise<number> {
  const wanted = wantedBy(argv)
  if (typeof wanted === 'string') {
    process.stderr.write(`${wanted}\n`)
    return 2
  }
  if (wanted.isLintOnly) return lintBoth() ? 0 : 1
  const folder = join(root, 'dist')
  if (!stage(wanted, folder)) return 1
  const zip = await zipPackage(folder)
  const { size } = statSync(zip)
  if (size > maxPackageBytes) {
    process.stderr.write(`the zip has ${size} bytes, at most ${maxPackageBytes}\n`)
    return 1
  }
  process.stdout.write(`${relative(process.cwd(), zip)}\n`)
  return 0
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

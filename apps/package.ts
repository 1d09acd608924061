import { relative, join } from 'node:path'
import { parseArgs } from 'node:util'
import { stagePackage, zipPackage } from './packaging/build-package.ts'
import { lintPackage } from './packaging/lint.ts'
import { readPackage } from './packaging/package-files.ts'

const root = join(import.meta.dirname, '..')

function relayOf(argv: readonly string[]): string | undefined {
  const { values } = parseArgs({ args: [...argv], options: { relay: { type: 'string' } } })
  return values.relay?.replace(/\/+$/, '')
}

/** The channel framework speaks https only, and the address becomes part of the package. */
function isRelayAddress(relay: string): boolean {
  if (!URL.canParse(relay)) return false
  const { protocol, search, hash, username } = new URL(relay)
  return protocol === 'https:' && `${search}${hash}${username}` === ''
}

async function run(argv: readonly string[]): Promise<number> {
  const relay = relayOf(argv)
  if (relay !== undefined && !isRelayAddress(relay)) {
    process.stderr.write(`--relay must be an https:// address without query, not ${relay}\n`)
    return 2
  }
  const folder = join(root, 'dist')
  stagePackage(root, folder, relay)
  const findings = lintPackage(readPackage(folder))
  for (const { severity, rule, file, reason } of findings)
    process.stderr.write(`${severity} ${file}: ${reason} (${rule})\n`)
  if (findings.some(({ severity }) => severity === 'error')) return 1
  const zip = await zipPackage(folder)
  process.stdout.write(`${relative(process.cwd(), zip)}\n`)
  return 0
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

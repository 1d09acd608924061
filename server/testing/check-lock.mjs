// A lock written while a platform package was not yet published is silently incomplete: installs on
// other systems then fail. Every optional dependency of every package must have an entry itself.
import { readFileSync } from 'node:fs'

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const names = new Set(
  Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)),
)
const missing = []
for (const [path, entry] of Object.entries(packages)) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!names.has(name)) missing.push(`${name} (wanted by ${path || 'the project'})`)
  }
}
// Where packages come from is the installer's own setting; a lock that names a host overrides it.
const addressed = Object.values(packages).filter(({ resolved }) => resolved?.includes('://'))
if (missing.length > 0) process.stderr.write(`missing in the lock: ${missing.join(', ')}\n`)
if (addressed.length > 0) process.stderr.write(`${addressed.length} packages name a host\n`)
process.exitCode = missing.length + addressed.length > 0 ? 1 : 0

import { configOf, readFlags, type Command } from './command.ts'

/** All problems at once on stderr, exit 1; otherwise one line on stdout. */
export const checkConfig: Command = async (argv) => {
  const { values } = readFlags(argv, ['config'])
  const config = configOf(values)
  if (!config) return 1
  const accounts = config.tenants.reduce((n, tenant) => n + tenant.accounts.length, 0)
  process.stdout.write(`ok: ${config.tenants.length} tenant(s), ${accounts} account(s)\n`)
  return 0
}

import { RelayError } from './core/error.ts'
import { commands } from './commands/index.ts'

const usage = `weiqiao relay

  start --config FILE          run the relay
  check-config --config FILE   all problems of a configuration at once
  doctor --config FILE         call each platform and Zendesk once, explain each failure
  connect-codes --config FILE  codes for Zendesk's "add account" page
  dead-letters list|replay     what could not be filed or sent
  lab                          the simulated platforms alone
  demo                         relay and simulators together (npm start)
`

/** One clear line for a person; stacks only with WEIQIAO_LOG=debug. */
function complain(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof RelayError ? ` (${error.code})` : ''
  process.stderr.write(`${message}${code}\n`)
  if (process.env['WEIQIAO_LOG'] === 'debug' && error instanceof Error)
    process.stderr.write(`${error.stack}\n`)
}

async function run(argv: readonly string[]): Promise<number> {
  const [name = '', ...rest] = argv
  if (name === '' || name === 'help' || name === '--help') {
    process.stdout.write(usage)
    return 0
  }
  const load = commands[name]
  if (!load) {
    process.stderr.write(`Unknown command "${name}". Run "relay help" for the list.\n`)
    return 2
  }
  const command = await load()
  return command(rest)
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  complain(error)
  process.exitCode = 1
}

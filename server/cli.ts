import { commands, laterCommands, usage } from './commands/index.ts'
import { RelayError } from './core/error.ts'

const help = new Set(['help', '--help', '-h'])

/** One clear line for a person; stacks only with WEIQIAO_LOG=debug. */
function complain(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof RelayError ? ` (${error.code})` : ''
  process.stderr.write(`${message}${code}\n`)
  if (process.env['WEIQIAO_LOG'] === 'debug' && error instanceof Error)
    process.stderr.write(`${error.stack}\n`)
}

/** Not a command of this version: says so, and what there is. */
function refuse(name: string): number {
  const names = [...commands.keys()].join(', ')
  const fault = laterCommands.includes(name)
    ? `"${name}" is not available in this version.`
    : `Unknown command "${name}".`
  process.stderr.write(`${fault} Available: ${names}.\n`)
  return 2
}

async function run(argv: readonly string[]): Promise<number> {
  const [name = '', ...rest] = argv
  const command = commands.get(name)
  const isHelp = name === '' || help.has(name) || rest.some((word) => help.has(word))
  if (isHelp && (command || name === '' || help.has(name))) {
    process.stdout.write(usage())
    return 0
  }
  if (!command) return refuse(name)
  return (await command.load())(rest)
}

// `relay dead-letters list | head` closes the pipe early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  complain(error)
  process.exitCode = 1
}

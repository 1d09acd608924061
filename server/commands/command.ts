import { parseArgs } from 'node:util'
import { RelayError } from '../core/error.ts'
import { loadConfig, type ConfigFile, type ConfigReading, type Problem } from '../config.ts'

/** Runs with the words after its name; answers the exit code. */
export type Command = (argv: readonly string[]) => Promise<number>

/** What was given on the command line, by name. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>

export function printProblems(problems: readonly Problem[]): void {
  for (const { path, message } of problems) process.stderr.write(`${path} ${message}\n`)
}

/** `--name value` and `--flag` options; anything else is a clear error. */
export function readFlags(
  argv: readonly string[],
  known: readonly string[],
  flags: readonly string[] = [],
) {
  const options: Record<string, { type: 'string' | 'boolean' }> = {}
  for (const name of known) options[name] = { type: 'string' }
  for (const name of flags) options[name] = { type: 'boolean' }
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    return { values: values as Flags, positionals }
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : 'bad options').split('. ')
    throw new RelayError('config.invalid', `${line}.`)
  }
}

/** What `--config FILE` holds, checked, or undefined after printing every problem. */
export function readingOf(
  values: Flags,
): Extract<ConfigReading, { readonly ok: true }> | undefined {
  const path = values['config']
  if (typeof path !== 'string')
    throw new RelayError('config.invalid', 'Name the configuration: --config FILE')
  const reading = loadConfig(path)
  if (!reading.ok) {
    printProblems(reading.problems)
    return undefined
  }
  printProblems(reading.warnings)
  return reading
}

/** The checked configuration of `--config FILE`, or undefined after printing every problem. */
export function configOf(values: Flags): ConfigFile | undefined {
  return readingOf(values)?.config
}

import { once } from 'node:events'
import { RelayError } from '../core/error.ts'
import { engineOf, understand as read } from '../understanding/understand.ts'
import { readFlags, type Command } from './command.ts'
import { linesOf } from './lines.ts'
import { defaultTimeZone, isTimeZone, readTextLine } from './understand-input.ts'
import { loadModels } from './understand-models.ts'

/** Understands texts as they come, one line each; the first line that cannot be read ends it. */
export const understand: Command = async (argv) => {
  const { values, positionals } = readFlags(argv, ['time-zone', 'models'])
  const timeZone = String(values['time-zone'] ?? defaultTimeZone)
  if (positionals.length > 0 || !isTimeZone(timeZone))
    throw new RelayError(
      'config.invalid',
      'Use: understand [--time-zone Asia/Shanghai] [--models DIR], texts on standard input.',
    )
  const folder = values['models']
  const engine = engineOf(typeof folder === 'string' ? loadModels(folder) : loadModels())
  let number = 0
  for await (const text of linesOf(process.stdin)) {
    number++
    if (text.trim() === '') continue
    const line = readTextLine(text, { now: Date.now(), timeZone })
    if (typeof line === 'string') {
      process.stderr.write(`Line ${number}: ${line}.\n`)
      return 1
    }
    const answer = { id: line.id, ...read(line.input, engine) }
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain')
  }
  return 0
}

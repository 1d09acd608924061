import { environment, type ConfigFile } from '../config.ts'
import type { PersonaDocument } from '../persona/document.ts'
import { createLog } from '../log.ts'
import { startRelay, type Relay } from '../main.ts'
import { restHeap } from '../wire/heap-rest.ts'
import { readFlags, readingOf, type Command } from './command.ts'
import { untilSignal } from './until-signal.ts'

export function startFrom({
  config,
  personas,
}: {
  readonly config: ConfigFile
  readonly personas: ReadonlyMap<string, PersonaDocument>
}): Promise<Relay> {
  const { logLevel, metricsToken } = environment()
  return startRelay({ config, personas, log: createLog(logLevel), metricsToken })
}

export const start: Command = async (argv) => {
  const { values } = readFlags(argv, ['config'])
  const reading = readingOf(values)
  if (!reading) return 1
  const relay = await startFrom(reading)
  restHeap()
  process.stdout.write(`Weiqiao relay listens on ${relay.address}\n`)
  await untilSignal(() => relay.stop())
  return 0
}

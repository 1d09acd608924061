import { environment, type ConfigFile } from '../config.ts'
import { createLog } from '../log.ts'
import { startRelay, type Relay } from '../main.ts'
import { configOf, readFlags, type Command } from './command.ts'
import { untilSignal } from './until-signal.ts'

export function startFrom(config: ConfigFile): Promise<Relay> {
  const { logLevel, metricsToken } = environment()
  return startRelay({ config, log: createLog(logLevel), metricsToken })
}

export const start: Command = async (argv) => {
  const { values } = readFlags(argv, ['config'])
  const config = configOf(values)
  if (!config) return 1
  const relay = await startFrom(config)
  process.stdout.write(`Weiqiao relay listens on ${relay.address}\n`)
  await untilSignal(() => relay.stop())
  return 0
}

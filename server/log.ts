import pino from 'pino'
import type { SafeDetails } from './core/error.ts'
import type { Log } from './core/log.ts'

/** JSON lines on stderr: stdout belongs to the commands' own output. */
export function createLog(level: string): Log {
  const isLevel = ['debug', 'info', 'warn', 'error', 'silent'].includes(level)
  const out = pino(
    { level: isLevel ? level : 'info', base: null },
    pino.destination({ dest: 2, sync: false }),
  )
  const line =
    (name: 'debug' | 'info' | 'warn' | 'error') => (event: string, details?: SafeDetails) =>
      out[name]({ event, ...details })
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
}

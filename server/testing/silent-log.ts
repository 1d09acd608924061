import type { Log } from '../core/log.ts'

export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

/** Keeps every line as text, to be searched for secrets. */
export function recordingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const keep = (event: string, details?: object): void => {
    lines.push(`${event} ${JSON.stringify(details ?? {})}`)
  }
  return { lines, debug: keep, info: keep, warn: keep, error: keep }
}

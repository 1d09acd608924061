import type { SafeDetails } from './error.ts'

/** Structured log lines without customer text or secrets. `event` is a stable name. */
export interface Log {
  debug(event: string, details?: SafeDetails): void
  info(event: string, details?: SafeDetails): void
  warn(event: string, details?: SafeDetails): void
  error(event: string, details?: SafeDetails): void
}

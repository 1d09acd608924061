import type { Command } from './command.ts'

/** Loaded one by one: `check-config` must not pay for the relay, nor the relay for the lab. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  'check-config': async () => (await import('./check-config.ts')).checkConfig,
  doctor: async () => (await import('./doctor.ts')).doctor,
  'connect-codes': async () => (await import('./connect-codes.ts')).connectCodes,
  'dead-letters': async () => (await import('./dead-letters.ts')).deadLetters,
  lab: async () => (await import('./lab.ts')).lab,
  demo: async () => (await import('./demo.ts')).demo,
}

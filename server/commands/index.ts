import type { Command } from './command.ts'

interface Entry {
  /** How it is called, as the usage shows it. */
  readonly call: string
  readonly does: string
  readonly load: () => Promise<Command>
}

/** Loaded one by one: `check-config` must not pay for the relay, nor the relay for the lab. */
export const commands: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  [
    'start',
    {
      call: 'start --config FILE',
      does: 'run the relay',
      load: async () => (await import('./start.ts')).start,
    },
  ],
  [
    'check-config',
    {
      call: 'check-config --config FILE',
      does: 'all problems of a configuration at once',
      load: async () => (await import('./check-config.ts')).checkConfig,
    },
  ],
  [
    'doctor',
    {
      call: 'doctor --config FILE [--json]',
      does: 'call each platform and Zendesk once, explain each failure',
      load: async () => (await import('./doctor.ts')).doctor,
    },
  ],
  [
    'dead-letters',
    {
      call: 'dead-letters list|replay|quarantine --config FILE',
      does: 'what could not be filed or sent, and old callbacks',
      load: async () => (await import('./dead-letters.ts')).deadLetters,
    },
  ],
  [
    'dispositions',
    {
      call: 'dispositions --config FILE',
      does: 'what became of everything that came in on a day',
      load: async () => (await import('./dispositions.ts')).dispositions,
    },
  ],
  [
    'connect',
    {
      call: 'connect --config FILE',
      does: 'the address where an admin lets the relay into Zendesk',
      load: async () => (await import('./connect.ts')).connect,
    },
  ],
  [
    'connect-codes',
    {
      call: 'connect-codes --config FILE',
      does: 'codes for Zendesk\'s "add account" page',
      load: async () => (await import('./connect-codes.ts')).connectCodes,
    },
  ],
  [
    'lint',
    {
      call: 'lint [--locale zh-CN|en]',
      does: 'findings on reply drafts, JSON lines in and out',
      load: async () => (await import('./lint.ts')).lint,
    },
  ],
  [
    'understand',
    {
      call: 'understand [--time-zone ZONE] [--models DIR]',
      does: 'what texts say, JSON lines in and out',
      load: async () => (await import('./understand.ts')).understand,
    },
  ],
  [
    'train',
    {
      call: 'train --config FILE [--tenant ID] [--dry-run|--list|--rollback]',
      does: 'learn from what agents set right (--data DIR: make the shipped models anew)',
      load: async () => (await import('./train.ts')).train,
    },
  ],
  [
    'evaluate',
    {
      call: 'evaluate --gold FILE… [--json]',
      does: 'how well texts are understood',
      load: async () => (await import('./evaluate.ts')).evaluate,
    },
  ],
  [
    'kpi',
    {
      call: 'kpi --config FILE|--events FILE --from ISO --to ISO',
      does: 'the KPI figures of a period',
      load: async () => (await import('./kpi.ts')).kpi,
    },
  ],
  [
    'lab',
    {
      call: 'lab',
      does: 'the simulated platforms alone',
      load: async () => (await import('./lab.ts')).lab,
    },
  ],
  [
    'demo',
    {
      call: 'demo',
      does: 'relay and simulators together (npm start)',
      load: async () => (await import('./demo.ts')).demo,
    },
  ],
])

/** Names that are spoken for: whoever calls one learns that this version does not have it. */
export const laterCommands: readonly string[] = [
  'export-person',
  'erase-person',
  'rotate-keys',
  'verify-audit',
]

export function usage(): string {
  const width = Math.max(...[...commands.values()].map(({ call }) => call.length))
  const lines = [...commands.values()].map(({ call, does }) => `  ${call.padEnd(width)}  ${does}`)
  return `weiqiao relay\n\n${lines.join('\n')}\n\nData go to standard output, logs to standard error. See docs/operations.md.\n`
}

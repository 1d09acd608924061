import type { WindowGrant } from '../../core/message.ts'

const hours48 = 48 * 3_600_000
const minute = 60_000

/** What opens a window, by the Official Account's rules in force since 2023-06-12. */
export const grants = {
  message: { rule: 'message', count: 5, forMs: hours48 },
  menu: { rule: 'menu', count: 3, forMs: minute },
  follow: { rule: 'follow', count: 3, forMs: minute },
  scan: { rule: 'scan', count: 3, forMs: minute },
} as const satisfies Record<string, WindowGrant>

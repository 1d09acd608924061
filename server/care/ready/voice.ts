import type { LintContext } from '../../persona/context.ts'

/** How the persona speaks of itself and to the customer. */
export interface Voice {
  readonly self: string
  readonly you: '您' | '你'
}

export function voiceOf({ persona, customer }: LintContext): Voice {
  // Somebody important is never 你, whatever the persona says to others.
  const you = customer?.tier === 'vip' ? '您' : (persona?.address ?? '您')
  return { self: persona?.selfReference ?? persona?.name ?? '我们', you }
}

/** A template of the playbook in the persona's voice: `{self}`, `{you}` and what else is given. */
export function spoken(
  template: string,
  { self, you }: Voice,
  more: Readonly<Record<string, string>> = {},
): string {
  const words: Readonly<Record<string, string>> = { self, you, ...more }
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole)
}

/** An approved statement says the same with either form of address. */
export function addressed(text: string, { you }: Voice): string {
  return you === '您' ? text.replace(/你(?!好|们)/g, '您') : text.replaceAll('您', '你')
}

export type CommandName = 'release' | 'reject' | 'rewrite' | 'customer_has_it' | 'send_again'

export interface Command {
  readonly name: CommandName
  /** New text of a rewrite. */
  readonly text?: string
}

const words: Readonly<Record<string, CommandName>> = {
  放行: 'release',
  release: 'release',
  退回: 'reject',
  reject: 'reject',
  改写: 'rewrite',
  rewrite: 'rewrite',
  已收到: 'customer_has_it',
  received: 'customer_has_it',
  重发: 'send_again',
  resend: 'send_again',
}

const pattern =
  /^\s*[#＃/](放行|退回|改写|已收到|重发|release|reject|rewrite|received|resend)(?:[\s：:]+([\s\S]*))?$/i

/** Reads a command from an internal note: the note must be the command and nothing else. */
export function readCommand(note: string): Command | undefined {
  const match = pattern.exec(note.trim())
  const name = words[(match?.[1] ?? '').toLowerCase()]
  if (!match || !name) return undefined
  const text = (match[2] ?? '').trim()
  if (name === 'rewrite') return text === '' ? undefined : { name, text }
  return text === '' ? { name } : undefined
}

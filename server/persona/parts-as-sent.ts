import { sentParts } from '../core/sent-text/parts.ts'
import { withCode } from './agent-code.ts'
import { isPublic, type LintContext } from './context.ts'

/** The messages the channel gets for a draft: trimmed, signed, and split as the relay splits them. */
export function partsAsSent(draft: string, context: LintContext): readonly string[] {
  const text = draft.trim()
  if (text === '') return []
  const { channel, roster } = context
  const code = roster?.appended === false ? undefined : roster?.code
  const signed = withCode(text, code)
  const visibility = isPublic(context) ? 'public' : 'private'
  return channel ? sentParts(channel.kind, visibility, signed) : [signed]
}

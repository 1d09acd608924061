import type { AgentReply } from '../core/helpdesk.ts'
import type { MediaKind } from '../core/media.ts'
import type { ReplyContent } from '../core/reply.ts'
import { withCode } from '../persona/agent-code.ts'
import type { AccountRuntime } from './runtime.ts'

export function kindOf(contentType: string): MediaKind {
  if (contentType.startsWith('image/')) return 'image'
  if (contentType.startsWith('audio/')) return 'voice'
  return contentType.startsWith('video/') ? 'video' : 'file'
}

/** The agent's words with exactly one code at the end, in one piece. */
export function plainParts(text: string, code: string | undefined): readonly ReplyContent[] {
  const trimmed = text.trim()
  return trimmed === '' ? [] : [{ type: 'text', text: withCode(trimmed, code) }]
}

/** The agent's words with exactly one code at the end, split where the channel needs it. */
export function textParts(
  served: AccountRuntime,
  reply: {
    readonly text: string
    readonly code: string | undefined
    readonly visibility: 'public' | 'private'
  },
): readonly ReplyContent[] {
  const text = reply.text.trim()
  if (text === '') return []
  const signed = withCode(text, reply.code)
  const pieces = served.descriptor.split?.(signed, reply.visibility) ?? [signed]
  return pieces.map((piece) => ({ type: 'text', text: piece }))
}

export function attachmentKinds(attachments: AgentReply['attachments']): readonly MediaKind[] {
  return attachments.map((ref) => kindOf(ref.contentType))
}

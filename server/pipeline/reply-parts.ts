import type { AgentReply } from '../core/helpdesk.ts'
import type { MediaFile, MediaKind } from '../core/media.ts'
import type { ReplyContent } from '../core/reply.ts'
import { withCode } from '../persona/agent-code.ts'
import type { AccountRuntime, TenantRuntime } from './runtime.ts'

function kindOf(contentType: string): MediaKind {
  if (contentType.startsWith('image/')) return 'image'
  if (contentType.startsWith('audio/')) return 'voice'
  return contentType.startsWith('video/') ? 'video' : 'file'
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

/** Files of the agent's comment, fetched from the helpdesk. Throws when one cannot be had. */
export async function mediaParts(
  tenant: TenantRuntime,
  attachments: AgentReply['attachments'],
): Promise<readonly ReplyContent[]> {
  const { reader } = tenant
  if (!reader) return []
  return Promise.all(
    attachments.map(async (ref): Promise<ReplyContent> => {
      const fetched = await reader.attachment(ref)
      const contentType =
        fetched.contentType === 'application/octet-stream' ? ref.contentType : fetched.contentType
      const file: MediaFile = { name: ref.name, contentType, bytes: fetched.bytes }
      return { type: 'media', kind: kindOf(contentType), file }
    }),
  )
}

export function attachmentKinds(attachments: AgentReply['attachments']): readonly MediaKind[] {
  return attachments.map((ref) => kindOf(ref.contentType))
}

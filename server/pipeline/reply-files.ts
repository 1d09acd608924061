import type { AgentReply, HelpdeskReader } from '../core/helpdesk.ts'
import type { ReplyContent } from '../core/reply.ts'
import type { Words } from '../core/settings.ts'
import { kindOf } from './reply-parts.ts'
import { asRelayError } from './retry.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'

/** A file that cannot be had by then holds the reply: the agent must hear of it, and later ones must go on. */
const patienceMs = 2 * 60_000

interface ReplyFiles {
  readonly parts: readonly ReplyContent[]
  /** Why the files cannot be sent. */
  readonly lost?: Words
}

async function fetchFiles(
  reader: HelpdeskReader,
  attachments: AgentReply['attachments'],
): Promise<readonly ReplyContent[]> {
  return Promise.all(
    attachments.map(async (ref): Promise<ReplyContent> => {
      const { contentType: told, bytes } = await reader.attachment(ref)
      const contentType = told === 'application/octet-stream' ? ref.contentType : told
      const file = { name: ref.name, contentType, bytes }
      return { type: 'media', kind: kindOf(contentType), file }
    }),
  )
}

function lostWords(attachments: AgentReply['attachments']): Words {
  const names = attachments.map(({ name }) => name).join(', ')
  return {
    zh: `附件 ${names} 无法从 Zendesk 读取；放行只会发送文字，请重新附上文件。`,
    en: `The file ${names} could not be read from Zendesk; releasing sends the text alone.`,
  }
}

/**
 * Files of the agent's comment, fetched from the helpdesk. Throws while trying again may help; what
 * is gone for good is answered as lost.
 */
export async function filesOf(
  { clock }: Runtime,
  { reader }: TenantRuntime,
  reply: AgentReply,
): Promise<ReplyFiles> {
  const { attachments, at } = reply
  if (attachments.length === 0) return { parts: [] }
  if (!reader) return { parts: [], lost: lostWords(attachments) }
  try {
    return { parts: await fetchFiles(reader, attachments) }
  } catch (cause) {
    const error = asRelayError(cause, 'helpdesk.unavailable')
    if (error.retry !== 'never' && clock.now() - at < patienceMs) throw error
    return { parts: [], lost: lostWords(attachments) }
  }
}

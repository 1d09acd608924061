import type { Delivery } from '../../api/guidance.ts'
import { errorCodes, type ErrorCode } from '../../core/error-codes.ts'
import type { Cause } from '../../api/scalars.ts'
import type { ReplyRow } from '../../core/store/index.ts'
import { iso } from './call.ts'

function isErrorCode(code: string): code is ErrorCode {
  return code in errorCodes
}

/** A code with its words in both languages. */
export function causeOf(code: string): Cause {
  const { zh, en } = isErrorCode(code) ? errorCodes[code] : errorCodes['channel.unknown']
  return { code, message: { zh, en } }
}

/** A reply as the apps see it. */
export function deliveryOf(reply: ReplyRow): Delivery {
  const { id: authorId, name } = reply.author
  const hasCause = reply.code !== undefined && ['failed', 'unknown', 'queued'].includes(reply.state)
  return {
    replyId: reply.id,
    state: reply.state,
    at: iso(reply.updatedAt),
    writtenAt: iso(reply.writtenAt),
    author: { id: authorId, ...(name !== undefined && { name }) },
    text: reply.text,
    parts: { total: reply.partsTotal, sent: reply.partsSent },
    ...(hasCause && { cause: causeOf(reply.code) }),
    findings: reply.findings.map(({ rule, severity, message }) => ({
      rule,
      severity,
      message: { zh: message.zh, en: message.en },
    })),
  }
}

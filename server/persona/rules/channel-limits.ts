import type { Words } from '../../core/settings.ts'
import { withCode } from '../agent-code.ts'
import type { LintContext } from '../context.ts'
import { measure } from '../measure.ts'
import type { Finding, PersonaRule } from '../rule.ts'

function finding(start: number, end: number, message: Words): Finding {
  return { rule: 'W-S8', severity: 'block', start, end, message }
}

function lengthFinding(draft: string, context: LintContext): readonly Finding[] {
  const limit = context.channel?.maxLength
  if (limit === undefined) return []
  const code = context.roster?.appended !== false ? context.roster?.code : undefined
  // Measured as it is sent: the code the relay appends counts, one the agent typed counts once.
  const length = measure(withCode(draft, code), context.channel?.unit ?? 'chars')
  if (length <= limit) return []
  return [
    finding(draft.length, draft.length, {
      zh: `太长：${length}，此渠道一条最多 ${limit}（含工号）。`,
      en: `Too long: ${length}; this channel takes ${limit} at most, agent code included.`,
    }),
  ]
}

function windowFinding(draft: string, context: LintContext): readonly Finding[] {
  const { repliesLeft, windowEndsAt } = context.channel ?? {}
  const isOver =
    windowEndsAt !== undefined &&
    context.now !== undefined &&
    Date.parse(context.now) > Date.parse(windowEndsAt)
  if (isOver) {
    return [
      finding(draft.length, draft.length, {
        zh: '已超过可回复时间，客户再次发言后才能回复。',
        en: 'The reply window is closed; the customer must write first.',
      }),
    ]
  }
  if (repliesLeft !== 0) return []
  return [
    finding(draft.length, draft.length, {
      zh: '本轮可发送条数已用完，需等客户再次发言。',
      en: 'No sends are left in this window; the customer must write first.',
    }),
  ]
}

function mediaFindings(draft: string, context: LintContext): readonly Finding[] {
  const carried = context.channel?.media
  if (!carried) return []
  return (context.attachments ?? [])
    .filter((attachment) => !carried.includes(attachment.kind))
    .map((attachment) =>
      finding(draft.length, draft.length, {
        zh: `此渠道不能发送${{ image: '图片', voice: '语音', video: '视频', file: '文件' }[attachment.kind]}。`,
        en: `This channel cannot carry a ${attachment.kind}.`,
      }),
    )
}

/** W-S8: what the platform would refuse or cut. */
export const channelLimits: PersonaRule = {
  id: 'W-S8',
  because: {
    zh: '平台会拒绝或截断超限的内容，客户收不到完整答复。',
    en: 'The platform refuses or cuts what exceeds its limits; the customer would not get the whole answer.',
  },
  check: (draft, context) => [
    ...lengthFinding(draft, context),
    ...windowFinding(draft, context),
    ...mediaFindings(draft, context),
  ],
}

import type { Words } from '../../core/settings.ts'
import { isTooLong, lengthAsSent } from '../channel-length.ts'
import type { LintContext } from '../context.ts'
import { endOf, momentIn } from '../moments.ts'
import type { Finding, PersonaRule } from '../rule.ts'

function atEnd(draft: string, message: Words, severity: Finding['severity'] = 'block'): Finding {
  return { rule: 'W-S8', severity, start: draft.length, end: draft.length, message }
}

function lengthFindings(draft: string, context: LintContext): readonly Finding[] {
  const sent = lengthAsSent(draft, context)
  if (sent === undefined || sent.length <= sent.limit) return []
  // Nothing can be sent at all: said by windowFindings, once.
  if (sent.parts > 1 && context.channel?.repliesLeft === 0) return []
  const { length, limit, parts } = sent
  if (parts === 1) {
    return [
      atEnd(draft, {
        zh: `太长：${length}，此渠道一条最多 ${limit}（含工号），请删减。`,
        en: `Too long: ${length}; this channel takes ${limit} at most, agent code included. Shorten it.`,
      }),
    ]
  }
  if (!isTooLong(draft, context)) {
    return [
      atEnd(
        draft,
        { zh: `较长：会分成 ${parts} 条发出。`, en: `Long: it goes out in ${parts} messages.` },
        'hint',
      ),
    ]
  }
  const left = context.channel?.repliesLeft ?? 0
  return [
    atEnd(draft, {
      zh: `太长：要分 ${parts} 条，本轮只剩 ${left} 条，请删减。`,
      en: `Too long: it takes ${parts} messages and only ${left} are left in this window. Shorten it.`,
    }),
  ]
}

function windowFindings(draft: string, context: LintContext): readonly Finding[] {
  const { repliesLeft, windowEndsAt } = context.channel ?? {}
  const now = momentIn(context.now)
  const end = endOf(windowEndsAt)
  if (now !== undefined && end !== undefined && now > end) {
    return [
      atEnd(draft, {
        zh: '已超过可回复时间，客户再次发言后才能回复。',
        en: 'The reply window is closed; the customer must write first.',
      }),
    ]
  }
  if (repliesLeft === undefined || repliesLeft > 0) return []
  return [
    atEnd(draft, {
      zh: '本轮可发送条数已用完，需等客户再次发言。',
      en: 'No sends are left in this window; the customer must write first.',
    }),
  ]
}

const kinds = { image: '图片', voice: '语音', video: '视频', file: '文件' } as const

function mediaFindings(draft: string, context: LintContext): readonly Finding[] {
  const carried = context.channel?.media
  if (!carried) return []
  return (context.attachments ?? [])
    .filter(({ kind }) => !carried.includes(kind))
    .map(({ kind }) =>
      atEnd(draft, {
        zh: `此渠道不能发送${kinds[kind]}，请改用文字说明。`,
        en: `This channel cannot carry a ${kind}; put it in words.`,
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
    ...lengthFindings(draft, context),
    ...windowFindings(draft, context),
    ...mediaFindings(draft, context),
  ],
}

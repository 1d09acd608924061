import type { ConversationRow } from '../core/store/inbox.ts'
import type { WindowState } from '../core/store/outbox.ts'
import type { LintContext } from '../persona/context.ts'
import { blocking, judge } from '../persona/guide.ts'
import type { Finding } from '../persona/rule.ts'
import type { AccountRuntime, Runtime } from './runtime.ts'

interface GateInput {
  readonly served: AccountRuntime
  readonly conversation: ConversationRow
  readonly text: string
  readonly code: string
  readonly attachmentKinds: readonly ('image' | 'voice' | 'video' | 'file')[]
  /** Sends this reply will take. */
  readonly sends: number
  readonly knownCodes: readonly string[]
}

type Carried = NonNullable<NonNullable<LintContext['channel']>['media']>

function carried(served: AccountRuntime, visibility: 'public' | 'private'): Carried {
  const types = served.channel.traits.carries[visibility]
  const text: Carried = ['text']
  return types.includes('media') ? [...text, 'image', 'voice', 'video'] : text
}

function windowContext(
  window: WindowState | undefined,
  sends: number,
): { repliesLeft?: number; windowEndsAt?: string } {
  if (!window) return {}
  const isEnough = window.isReachable && (window.remaining === null || window.remaining >= sends)
  return {
    ...(!isEnough && { repliesLeft: 0 }),
    ...(window.deadline !== undefined && { windowEndsAt: new Date(window.deadline).toISOString() }),
  }
}

async function contextOf(runtime: Runtime, input: GateInput): Promise<LintContext> {
  const { served, conversation } = input
  const { visibility, channel: kind } = conversation
  const { hasWindow, maxLength } = served.channel.traits
  const window = hasWindow[visibility]
    ? await runtime.store.outbox.window(
        conversation.tenant,
        conversation.account,
        conversation.customer,
      )
    : undefined
  // Private texts are split, so only public ones have a length of their own.
  const length =
    visibility === 'public' ? { maxLength: maxLength.public, unit: 'weibo' as const } : {}
  return {
    now: new Date(runtime.clock.now()).toISOString(),
    channel: {
      kind: kind === 'weibo' || kind === 'wecom' ? kind : 'wechat',
      visibility,
      media: carried(served, visibility),
      ...length,
      ...windowContext(window, input.sends),
    },
    roster: { code: input.code, codes: input.knownCodes, appended: true },
    brand: { servicePhones: served.servicePhones },
    attachments: input.attachmentKinds.map((attachment) => ({ kind: attachment })),
  }
}

/**
 * Longer texts are judged by their beginning: no channel carries so much in one window, so its limits
 * hold them anyway, and a page pasted by accident must not keep every other reply waiting.
 */
const judgedLength = 8000

/** What keeps this reply from being sent without a person's act. Empty = it may go. */
export async function gate(runtime: Runtime, input: GateInput): Promise<readonly Finding[]> {
  return blocking(judge(input.text.slice(0, judgedLength), await contextOf(runtime, input)))
}

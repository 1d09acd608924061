/**
 * What a rule may look at, built alike by the relay's gate, the sidebar and the `lint` command. Every
 * field is optional and a rule whose input is absent stays silent. Times are ISO 8601 with offset or a
 * plain date (that whole day in Asia/Shanghai); money is yuan; nothing is read from the clock.
 */
export interface LintContext extends PersonaDocumentFields {
  /** Moment of the check; without it no rule compares with the present. */
  readonly now?: string
  readonly channel?: ChannelContext
  readonly customer?: CustomerContext
  /** The customer's messages this draft answers, oldest first. */
  readonly inbound?: readonly { readonly text: string; readonly at?: string }[]
  /** What was said before them, oldest first. */
  readonly earlier?: readonly {
    readonly from: 'customer' | 'brand'
    readonly text: string
    readonly at?: string
  }[]
  /** The recommended answer of the question's cluster. */
  readonly recommended?: { readonly text: string }
  readonly ticket?: TicketContext
  readonly roster?: RosterContext
  readonly thread?: ThreadContext
  /** True: our own post, not an answer. Absent: false. */
  readonly proactive?: boolean
  /** True: the account has no persona document; rules that must know the case only advise. Absent: false. */
  readonly undocumented?: boolean
  readonly attachments?: readonly {
    readonly kind: 'image' | 'voice' | 'video' | 'file'
    /** The picture holds a QR code. */
    readonly qr?: boolean
  }[]
}

export interface ChannelContext {
  readonly kind: 'weibo' | 'wechat' | 'wecom'
  /** Absent: public, the stricter one. */
  readonly visibility?: 'public' | 'private'
  /** Absent: message when private, comment when public. */
  readonly form?: 'post' | 'comment' | 'message'
  /** Longest single reply the channel takes. */
  readonly maxLength?: number
  /** How maxLength counts: UTF-8 bytes, Sina's count, or characters (when absent). */
  readonly unit?: 'chars' | 'bytes' | 'weibo'
  /** Sends left in the reply window; 0 = none. */
  readonly repliesLeft?: number
  readonly windowEndsAt?: string
  /** What the channel can carry; absent: everything. */
  readonly media?: readonly ('text' | 'image' | 'voice' | 'video' | 'file')[]
  /** Most emoji in one reply; absent: 3. */
  readonly emojiBudget?: number
}

interface ThreadContext {
  /** Of the customer's own thread or of our campaign, without #. */
  readonly hashtags: readonly string[]
  /** Of its most shared post, as last told. Absent: unknown. */
  readonly reposts?: number
  /** Followers of the one who is answered. Absent: unknown. */
  readonly audience?: number
}

interface CustomerContext {
  /** As the brand may address them, e.g. 王女士. */
  readonly name?: string
  /** Absent: standard. */
  readonly tier?: 'standard' | 'vip'
  /**
   * How this customer likes to be answered. plain: short and without insider words; detailed: more room
   * for explanation; formal: 您 throughout and no emoji. Absent: as everybody.
   */
  readonly style?: 'plain' | 'detailed' | 'formal'
  /** Absent: unknown. */
  readonly mood?: {
    readonly polarity: 'negative' | 'neutral' | 'positive'
    readonly anger: 0 | 1 | 2 | 3
  }
}

interface TicketContext {
  readonly type?:
    'complaint' | 'question' | 'emotional' | 'presales' | 'aftersales' | 'technical' | 'praise'
  /** Absent: open. */
  readonly status?: 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed'
  /** The facts are still open. Absent: false. */
  readonly investigating?: boolean
  /** Number the customer may quote, safe in public. */
  readonly serviceNo?: string
  /** Since when the customer has had no news. */
  readonly waitingSince?: string
  /** Facts this type of ticket cannot be worked without; missing = not a key of `facts`. */
  readonly required?: readonly { readonly key: string; readonly label: string }[]
  /** What is known to be true: `198元`, `2026-03-19`, `2026-03-18 16:00`, `30GB`, `杭州仓`. */
  readonly facts?: Readonly<Record<string, string>>
}

interface RosterContext {
  /** This agent's public code, e.g. `^A17`. */
  readonly code: string
  /** All valid codes. */
  readonly codes?: readonly string[]
  /** The relay adds the code on sending. Absent: true. */
  readonly appended?: boolean
  /** False: only agents of the roster answer in public, and this one is not of them. Absent: true. */
  readonly mayAnswerPublicly?: boolean
}

/** The fields an admin edits, kept as one document for each account. */
export interface PersonaDocumentFields {
  readonly persona?: {
    readonly name: string
    /** The one word the speaker uses for itself (我 or the name); absent: either. */
    readonly selfReference?: string
    /** Absent: 您. */
    readonly address?: '您' | '你'
  }
  readonly brand?: {
    readonly name?: string
    readonly products?: readonly string[]
    readonly servicePhones?: readonly string[]
    readonly places?: readonly string[]
    /** Allowed link hosts, subdomains included. */
    readonly hosts?: readonly string[]
  }
  readonly competitors?: readonly string[]
  /** The company's word and its forbidden variants. */
  readonly terms?: readonly { readonly use: string; readonly not: readonly string[] }[]
  /** Insider words and how to say them. */
  readonly jargon?: readonly { readonly term: string; readonly plain: string }[]
  readonly wording?: readonly WordingEntry[]
  readonly macros?: readonly { readonly id: string; readonly text: string }[]
  /** Approved lines in praise of public good. */
  readonly praise?: readonly PraiseLine[]
  /** hold: opinions clash, no side is taken; pr: only PR speaks. */
  readonly topics?: readonly {
    readonly id: string
    readonly words: readonly string[]
    readonly verdict: 'engage' | 'hold' | 'pr'
  }[]
  /** Where a matter belongs once a customer brings it up in public; of two named together, private wins. */
  readonly matters?: readonly {
    readonly name: string
    readonly words: readonly string[]
    readonly belongs: 'public' | 'private'
  }[]
  readonly rumours?: readonly {
    readonly claim: string
    readonly words: readonly string[]
    readonly fact: string
  }[]
  readonly sensitive?: readonly { readonly word: string; readonly class: 'block' | 'error' }[]
  readonly authority?: Authority
  readonly policy?: {
    /** Absent: false. */
    readonly serviceNoInFirstReply?: boolean
    /** Longest time without news on a waiting ticket, minutes. */
    readonly progressMinutes?: number
    /** From either figure on, a second person reads a public reply before it is sent. Absent: never. */
    readonly secondReader?: { readonly reposts?: number; readonly audience?: number }
    /** Kinds of case that are not solved while required steps of their playbook are open. Absent: none. */
    readonly solveNeeds?: readonly ('complaint' | 'question' | 'emotional' | 'aftersales')[]
    /** How soon a waiting customer is answered, minutes: what the agent's thinking time is counted from. */
    readonly replyMinutes?: number
  }
  readonly crisis?: {
    readonly on: boolean
    readonly locked: readonly string[]
    /** Absent: public. */
    readonly scope?: 'public' | 'all'
  }
}

/** An approved statement (口径); both dates inclusive, absent: no limit. */
export interface WordingEntry {
  readonly id: string
  readonly topic: string
  readonly text: string
  readonly validFrom?: string
  readonly validTo?: string
  readonly owner?: string
}

/** Offered where one of its words is spoken of; a public reply that carries it waits for a lead. */
export interface PraiseLine {
  readonly id: string
  readonly words: readonly string[]
  readonly text: string
}

/** The most this agent may promise. */
interface Authority {
  /** Money or money's worth per case, yuan; 0 = none. */
  readonly compensationYuan?: number
  /** Refund per case, yuan. */
  readonly refundYuan?: number
  /** 10 = one may go down to 九折. */
  readonly discountPercent?: number
  /** No completion sooner than this many hours from `now`. */
  readonly fastestHours?: {
    readonly reply?: number
    readonly repair?: number
    readonly refund?: number
    readonly delivery?: number
  }
}

export function isPublic(context: LintContext): boolean {
  return context.channel?.visibility !== 'private'
}
